/// Where goods go: some text, trimmed, of at most 500 characters.
struct ShippingAddress: Sendable, Hashable {
    let text: String

    /// Nil for a blank text or one that is too long.
    init?(_ text: String) {
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard !trimmed.isEmpty, trimmed.count <= 500 else { return nil }
        self.text = String(trimmed)
    }

    private init(erased: ()) { text = "" }

    /// What is left once the buyer's account is closed.
    static let erased = ShippingAddress(erased: ())

    /// The address of a stored order.
    static func restored(_ text: String) -> ShippingAddress { ShippingAddress(text) ?? .erased }
}

extension ShippingAddress: CustomStringConvertible, CustomDebugStringConvertible {
    // It says where somebody lives: no log needs that.
    var description: String { "<redacted>" }
    var debugDescription: String { "<redacted>" }
}
