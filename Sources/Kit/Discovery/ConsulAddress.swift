import Values

/// Where a Consul agent listens: `http://host:port`, `https://host:port`, or `host:port` alone, as Consul's own tools
/// read `CONSUL_HTTP_ADDR`.
public struct ConsulAddress: Hashable, Sendable, CustomStringConvertible {
    /// Without a final slash.
    public let baseURL: String

    /// Nil if the text is neither.
    public init?(_ text: String) {
        var rest = text[...]
        var scheme = "http"
        if let mark = text.firstRange(of: "://") {
            scheme = text[..<mark.lowerBound].lowercased()
            rest = text[mark.upperBound...]
        }
        guard scheme == "http" || scheme == "https" else { return nil }
        if rest.last == "/" { rest = rest.dropLast() }
        // No user, no path, no query: what this program sends there is not for anybody else.
        guard let first = rest.first, first != ":", rest.utf8.allSatisfy(Self.belongsToAuthority) else { return nil }
        baseURL = "\(scheme)://\(rest)"
    }

    /// The name or number of the agent's machine, without brackets.
    var host: String? { try? ServerURL(baseURL, schemes: ["http", "https"]).host }

    public var description: String { baseURL }

    private static func belongsToAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): true
        default: false
        }
    }
}
