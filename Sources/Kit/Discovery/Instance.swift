import HTTP

/// One process that answers for a service, and where it is reached.
public struct Instance: Hashable, Sendable {
    /// The same for as long as the process lives.
    public let id: String
    /// Without a final slash, as `http://10.0.0.7:8002`.
    public let baseURL: String

    /// Makes an instance whose address is known to be one.
    public init(id: String, baseURL: String) {
        self.id = id
        self.baseURL = baseURL
    }

    /// An instance at a fixed address. A password that stands in it is no part of the id, which logs tell.
    init(at url: String) {
        let scheme = url.firstRange(of: "://").map { url[..<$0.upperBound] } ?? ""
        let rest = url.dropFirst(scheme.count)
        self.init(
            id: String(scheme) + (rest.firstIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest), baseURL: url
        )
    }

    /// An instance as a registry lists it; nil for what is no address or port.
    public init?(id: String, address: String, port: Int) {
        guard (1...65_535).contains(port), let host = Self.host(address) else { return nil }
        self.init(id: id, baseURL: "http://\(host):\(port)")
    }

    /// The address as it stands in a URL; nil for what is neither an IP address nor a name.
    static func host(_ address: String) -> String? {
        if let ip = IPAddress(address) { return ip.bytes.count == 16 ? "[\(ip)]" : "\(ip)" }
        let isName =
            (1...253).contains(address.utf8.count)
            && address.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 46
            }
        return isName ? address : nil
    }
}
