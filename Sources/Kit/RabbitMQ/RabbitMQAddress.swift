/// Where the broker is, and who asks: `amqp://user:password@host:port/vhost`, or `amqps://` for TLS.
///
/// What is left out has the broker's own defaults: guest, guest, port 5672 or 5671, and the virtual host `/`. User,
/// password and virtual host may be percent-encoded. `?cacertfile=PATH` names whom TLS trusts in place of the system's
/// authorities, as other clients of RabbitMQ call it. It describes itself without the password.
public struct RabbitMQAddress: Sendable, CustomStringConvertible, CustomReflectable {
    public let isEncrypted: Bool
    public let host: String
    public let port: Int
    public let user: String
    let password: String
    public let virtualHost: String
    /// The file of the certificates that TLS trusts.
    public let authorities: String?

    /// The text is no such address. It is not quoted, as it may hold a password.
    public struct Malformed: Error, Hashable, CustomStringConvertible {
        public let description: String
    }

    public init(_ text: String) throws(Malformed) {
        guard let scheme = text.firstRange(of: "://") else {
            throw Malformed(description: "has to begin with amqp:// or amqps://")
        }
        switch text[..<scheme.lowerBound].lowercased() {
        case "amqp": isEncrypted = false
        case "amqps": isEncrypted = true
        default: throw Malformed(description: "has to begin with amqp:// or amqps://")
        }
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw Malformed(description: "must not hold spaces or control characters")
        }
        var rest = text[scheme.upperBound...]
        authorities = try Self.authorities(cut(&rest, from: "?"))
        let path = cut(&rest, from: "/")
        virtualHost = try path.flatMap { $0.isEmpty ? nil : $0 }.map(Self.decode) ?? "/"

        let at = rest.lastIndex(of: "@")
        var credentials = at.map { rest[..<$0] } ?? "guest:guest"
        let encodedPassword = cut(&credentials, from: ":")
        user = try Self.decode(credentials)
        password = try Self.decode(encodedPassword ?? "")

        (host, port) = try Self.hostAndPort(
            at.map { rest[rest.index(after: $0)...] } ?? rest, standard: isEncrypted ? 5671 : 5672)
    }

    public var description: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        return "\(isEncrypted ? "amqps" : "amqp")://\(shownHost):\(port), virtual host \(virtualHost), user \(user)"
    }

    public var customMirror: Mirror { Mirror(self, children: []) }

    private static func hostAndPort(_ text: Substring, standard: Int) throws(Malformed) -> (String, Int) {
        var rest = text
        let host: Substring
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            host = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { throw Malformed(description: "has a broken host") }
        } else {
            host = rest.prefix { $0 != ":" }
            rest = rest[host.endIndex...]
        }
        guard !host.isEmpty else { throw Malformed(description: "names no host") }
        guard !rest.isEmpty else { return (String(host), standard) }
        let digits = rest.dropFirst()
        guard digits.allSatisfy(\.isASCIIDigit), let port = Int(digits), (1...65_535).contains(port) else {
            throw Malformed(description: "has a port that is none")
        }
        return (String(host), port)
    }

    private static func authorities(_ query: Substring?) throws(Malformed) -> String? {
        guard let query, !query.isEmpty else { return nil }
        guard query.hasPrefix("cacertfile="), !query.contains("&") else {
            throw Malformed(description: "may be followed by ?cacertfile=PATH, and nothing else")
        }
        return try decode(query.dropFirst("cacertfile=".count))
    }

    private static func decode(_ text: Substring) throws(Malformed) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            // Checked, as the number parser would take a sign.
            guard rest.prefix(2).allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value != 0
            else { throw Malformed(description: "has a broken percent escape") }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Malformed(description: "has an escape that is no UTF-8")
        }
        return decoded
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

/// What follows the first such character, which ends the text before it; nil if there is none.
private func cut(_ text: inout Substring, from mark: Character) -> Substring? {
    guard let place = text.firstIndex(of: mark) else { return nil }
    defer { text = text[..<place] }
    return text[text.index(after: place)...]
}
