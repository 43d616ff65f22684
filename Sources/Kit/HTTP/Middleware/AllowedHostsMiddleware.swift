/// Refuses requests for hosts that this shop is not, which could otherwise put a foreign name into links and mails.
public struct AllowedHostsMiddleware: PassingMiddleware {
    private let names: Set<String>
    private let suffixes: [String]
    private let allowsAll: Bool
    private let exemptPaths: Set<String>

    /// - Parameters:
    ///   - hosts: names without a port; `.shop.example` stands for the domain and everything below, `*` for all.
    ///   - exemptPaths: what is asked for by address rather than by name, as health checks do.
    public init(_ hosts: [String], exemptPaths: Set<String> = ["/livez", "/readyz", "/metrics"]) {
        let hosts = hosts.map { ASCII.lowercased($0) }
        names = Set(hosts.filter { !$0.hasPrefix(".") })
        suffixes = hosts.filter { $0.hasPrefix(".") }
        allowsAll = names.contains("*")
        self.exemptPaths = exemptPaths
    }

    public func admit(_ request: inout HTTPRequest, _ context: inout RequestContext) throws -> HTTPResponse? {
        guard context.isInProcess || allows(context.host) || exemptPaths.contains(request.target.rawPath)
        else { throw Problem(.misdirected) }
        return nil
    }

    /// Whether a request may name this host, with or without a port.
    public func allows(_ host: String) -> Bool {
        if allowsAll { return true }
        guard let name = Self.withoutPort(host).map({ ASCII.lowercased(String($0)) }) else { return false }
        return names.contains(name)
            || suffixes.contains { name.hasSuffix($0) || name == $0.dropFirst() }
    }

    /// Nil where something else than a port follows: `[::1].evil.example` is not our own address.
    private static func withoutPort(_ host: String) -> Substring? {
        let bytes = host.utf8
        var end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        // An IPv6 address is full of colons, but stands in brackets.
        if bytes.first == UInt8(ascii: "["), let bracket = bytes.firstIndex(of: UInt8(ascii: "]")) {
            end = bytes.index(after: bracket)
        }
        let rest = bytes[end...]
        guard rest.isEmpty || rest.first == UInt8(ascii: ":") && rest.dropFirst().allSatisfy(ASCII.isDigit) else {
            return nil
        }
        return host[..<end]
    }
}
