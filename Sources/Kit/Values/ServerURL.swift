/// Where a server is and who asks, in one line: `scheme://user:password@host:port/path?option=value` (RFC 3986).
///
/// User, password, path and options are percent-decoded. It prints itself without user and password.
public struct ServerURL: Sendable {
    public let scheme: String
    public let user: Secret<String>?
    public let password: Secret<String>?
    /// Without the brackets of an address of IPv6.
    public let host: String
    public let port: Int?
    /// What follows the first slash behind the host; nil without one.
    public let path: String?
    public let options: [String: String]

    /// The text is no such address. It is not quoted, as it may hold a password.
    public struct Malformed: Error, Hashable, CustomStringConvertible {
        public let description: String

        public init(_ description: String) { self.description = description }
    }

    /// - Parameters:
    ///   - schemes: in lower case, those that are taken.
    ///   - options: the names of those that are known.
    public init(_ text: String, schemes: [String], options known: Set<String> = []) throws(Malformed) {
        let wanted = schemes.map { "\($0)://" }.joined(separator: " or ")
        guard let end = text.firstRange(of: "://"),
            case let scheme = text[..<end.lowerBound].lowercased(), schemes.contains(scheme)
        else { throw Malformed("has to begin with \(wanted)") }
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "#") }) else {
            throw Malformed("must not hold spaces, # or control characters; write them as %20, %23")
        }
        self.scheme = scheme
        var rest = text[end.upperBound...]
        options = try Self.options(Self.cut(&rest, from: "?"), known)
        // What follows the last @: a password may hold a slash that nobody encoded.
        let at = rest.lastIndex(of: "@")
        var place = at.map { rest[rest.index(after: $0)...] } ?? rest
        path = try Self.cut(&place, from: "/").map(Self.decode)
        if let at {
            var credentials = rest[..<at]
            password = try Self.cut(&credentials, from: ":").map { text throws(Malformed) in
                Secret(try Self.decode(text))
            }
            user = Secret(try Self.decode(credentials))
        } else {
            (user, password) = (nil, nil)
        }
        (host, port) = try Self.hostAndPort(place)
    }

    private static func hostAndPort(_ text: Substring) throws(Malformed) -> (String, Int?) {
        var rest = text
        let host: Substring
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            host = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
        } else {
            host = rest.prefix { $0 != ":" }
            rest = rest[host.endIndex...]
        }
        guard !host.isEmpty, !host.contains("["), rest.isEmpty || rest.hasPrefix(":") else {
            throw Malformed("names no host")
        }
        guard !rest.isEmpty else { return (String(host), nil) }
        // Checked, as the number parser would take a sign.
        let digits = rest.dropFirst()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (1...65_535).contains(port)
        else { throw Malformed("has a port that is none") }
        return (String(host), port)
    }

    private static func options(_ query: Substring?, _ known: Set<String>) throws(Malformed) -> [String: String] {
        var options: [String: String] = [:]
        for pair in query?.split(separator: "&") ?? [] {
            var name = pair
            let value = cut(&name, from: "=") ?? ""
            guard known.contains(String(name)), options[String(name)] == nil else {
                throw Malformed("has an option that is unknown or given twice")
            }
            options[String(name)] = try decode(value)
        }
        return options
    }

    /// What follows the first such character, which ends the text before it; nil if there is none.
    private static func cut(_ text: inout Substring, from mark: Character) -> Substring? {
        guard let place = text.firstIndex(of: mark) else { return nil }
        defer { text = text[..<place] }
        return text[text.index(after: place)...]
    }

    private static func decode(_ text: Substring) throws(Malformed) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), value >= 0x20
            else { throw Malformed("has a broken percent escape, or one of a control character") }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Malformed("has an escape that is no UTF-8")
        }
        return decoded
    }
}

extension ServerURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        return "\(scheme)://\(shownHost)\(port.map { ":\($0)" } ?? "")\(path.map { "/\($0)" } ?? "")"
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
