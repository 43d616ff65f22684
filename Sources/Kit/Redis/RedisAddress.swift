import HTTP
public import Values

/// Where a Redis server is, and who one is there: `redis://[user:password@]host[:port][/database]`.
///
/// It prints itself without user and password.
public struct RedisAddress: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    public let host: String
    public let port: UInt16
    /// The number of the database.
    public let database: Int
    /// Of Redis' access control; without one the password is that of the default user.
    public let user: Secret<String>?
    public let password: Secret<String>?

    /// Reads an address.
    /// - Throws: `RedisError.malformedAddress`, which says what is wrong with it and nothing of what it holds.
    public init(_ text: String) throws(RedisError) {
        if text.hasPrefix("rediss://") {
            throw .malformedAddress(
                "rediss:// is not spoken: hiredis 0.14 has no TLS; let a tunnel such as stunnel do it")
        }
        guard text.hasPrefix("redis://") else { throw .malformedAddress("it has to begin with redis://") }
        var rest = text.dropFirst("redis://".count)
        guard !rest.contains(where: { $0 == "?" || $0 == "#" || $0.isWhitespace }) else {
            throw .malformedAddress("it may hold neither blanks nor ? nor #; write them as %20, %3F, %23")
        }
        // A password may hold slashes that nobody encoded, and a host no @.
        var credentials: Substring?
        if let at = rest.lastIndex(of: "@") {
            credentials = rest[..<at]
            rest = rest[rest.index(after: at)...]
        }
        (user, password) = try Self.credentials(credentials)
        let slash = rest.firstIndex(of: "/")
        (host, port) = try Self.place(rest[..<(slash ?? rest.endIndex)])
        let path = slash.map { rest[rest.index(after: $0)...] } ?? ""
        guard path.isEmpty || path.utf8.allSatisfy({ (48...57).contains($0) }),
            let database = Int(path.isEmpty ? "0" : path)
        else { throw .malformedAddress("the database has to be a number, as in /0") }
        self.database = database
    }

    private static func credentials(
        _ text: Substring?
    ) throws(RedisError) -> (user: Secret<String>?, password: Secret<String>?) {
        guard let text else { return (nil, nil) }
        let colon = text.firstIndex(of: ":")
        let word = colon.map { text[text.index(after: $0)...] } ?? ""
        guard let name = PercentEncoding.decode(text[..<(colon ?? text.endIndex)]),
            let word = PercentEncoding.decode(word), !word.isEmpty
        else { throw .malformedAddress("before the @ there has to be user:password or :password") }
        return (name.isEmpty ? nil : Secret(name), Secret(word))
    }

    private static func place(_ text: Substring) throws(RedisError) -> (host: String, port: UInt16) {
        var host = text
        var digits: Substring?
        if text.first == "[" {
            // An address of IPv6.
            guard let end = text.firstIndex(of: "]") else { throw .malformedAddress("the [ of the host is not closed") }
            host = text[text.index(after: text.startIndex)..<end]
            let behind = text[text.index(after: end)...]
            guard behind.isEmpty || behind.first == ":" else {
                throw .malformedAddress("behind the ] there may be a port only")
            }
            digits = behind.isEmpty ? nil : behind.dropFirst()
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            digits = text[text.index(after: colon)...]
        }
        guard !host.isEmpty, !host.contains("\0") else { throw .malformedAddress("it names no host") }
        guard let digits else { return (String(host), 6379) }
        guard let port = UInt16(digits), port > 0 else { throw .malformedAddress("the port has to be from 1 to 65535") }
        return (String(host), port)
    }

    public var description: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return "redis://\(host):\(port)/\(database)"
    }

    public var debugDescription: String { description }
}
