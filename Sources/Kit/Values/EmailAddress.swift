/// An e-mail address. It says who somebody is, so it prints as `<redacted>` and cannot slip into a log.
public struct EmailAddress: Hashable, Sendable {
    /// The address as it is written to; the domain in lower case.
    public let address: String

    /// What makes two addresses the same one to us: no provider tells `Ann@` from `ann@`.
    public var lookupKey: String { address.lowercased() }

    /// Nil for what no mail server would take: one `@`, at most 254 characters, a domain of at least two labels.
    public init?(_ text: some StringProtocol) {
        // ASCII before anything is put in lower case: the sign for kelvin would become the letter k.
        guard text.utf8.count <= 254, text.utf8.allSatisfy({ $0 < 0x80 }), let at = text.lastIndex(of: "@") else {
            return nil
        }
        let local = text[..<at]
        let domain = text[text.index(after: at)...].lowercased()
        guard Self.isLocalPart(String(local)), Self.isDomain(domain) else { return nil }
        address = "\(local)@\(domain)"
    }

    private init(known address: String) {
        self.address = address
    }

    /// An address that belongs to nobody (RFC 2606), for samples.
    public static let placeholder = EmailAddress(known: "nobody@example.com")

    private static func isLocalPart(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count), !text.hasPrefix("."), !text.hasSuffix(".") else { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            guard isLetterOrDigit(byte) || symbols.contains(byte) else { return false }
            if byte == UInt8(ascii: "."), previous == byte { return false }
            previous = byte
        }
        return true
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let top = labels.last, !top.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static let symbols = Set("!#$%&'*+/=?^_`{|}~-.".utf8)

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

extension EmailAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<redacted>" }
    public var debugDescription: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension EmailAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = EmailAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "must be an e-mail address")
        }
        self = address
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(address)
    }
}
