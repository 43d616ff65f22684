/// A name with a mail address, as a mail says whom it is from: `Souk <shop@example.com>` (RFC 5322).
public struct Mailbox: Sendable, Hashable {
    /// As people read it.
    public let name: String?
    public let address: EmailAddress

    public init(name: String? = nil, address: EmailAddress) {
        self.name = name
        self.address = address
    }

    /// An address alone, or a name with the address in angle brackets. Nil for anything else; a name holds no control
    /// characters.
    public init?(_ text: String) {
        guard text.hasSuffix(">") else {
            guard let address = EmailAddress(text) else { return nil }
            self.init(address: address)
            return
        }
        guard let open = text.lastIndex(of: "<"),
            let address = EmailAddress(text[text.index(after: open)...].dropLast())
        else { return nil }
        var name = text[..<open].drop { $0 == " " }
        while name.last == " " { name.removeLast() }
        if name.count >= 2, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
        guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            !name.contains(where: { "<>\"\\".contains($0) })
        else { return nil }
        self.init(name: String(name), address: address)
    }
}
