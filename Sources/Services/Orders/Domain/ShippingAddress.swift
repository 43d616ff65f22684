/// Where goods go: some text, trimmed, of at most 500 characters.
struct ShippingAddress: Sendable, Hashable {
    let text: String

    /// Nil for a blank text or one that is too long.
    init?(_ text: String) {
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard !trimmed.isEmpty, trimmed.count <= 500 else { return nil }
        self.text = String(trimmed)
    }

    private init(checked text: String) { self.text = text }

    /// What is left once the buyer's account is closed.
    static let erased = ShippingAddress(checked: "")

    /// The address of a stored order, which kept the rules when it was written down.
    static func restored(_ text: String) -> ShippingAddress { ShippingAddress(checked: text) }
}

extension ShippingAddress: CustomStringConvertible, CustomDebugStringConvertible {
    // It says where somebody lives: no log needs that.
    var description: String { "<redacted>" }
    var debugDescription: String { "<redacted>" }
}
