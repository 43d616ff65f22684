import EventLoops
import HTTP

/// A URL as somebody wrote it, whose host is a name that may stand for several addresses.
struct NamedAddress: Sendable {
    let host: String
    private let beforeHost: String
    private let behindHost: String

    /// Nil for what stays as it is: an address that is a number, and https, whose certificate is for the name.
    init?(_ url: String) {
        let scheme = "http://"
        guard url.hasPrefix(scheme) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        let start = authority.lastIndex(of: "@").map { authority.index(after: $0) } ?? authority.startIndex
        // An address of IPv6 begins with a bracket.
        guard case let host = authority[start...].prefix(while: { $0 != ":" }), !host.isEmpty, host.first != "[",
            !HostAddresses.isNumber(String(host))
        else { return nil }
        self.host = String(host)
        beforeHost = String(url[..<host.startIndex])
        behindHost = String(url[host.endIndex...])
    }

    /// The URL with each of these in the place of the name.
    /// - Parameter hosts: as `hosts(at:)` makes them.
    func urls(with hosts: [String]) -> [String] { hosts.map { beforeHost + $0 + behindHost } }

    /// Addresses as they stand in URLs, in an order that does not change from answer to answer.
    ///
    /// Of addresses of both families only those of IPv4 are taken, as `localhost` stands for `::1` too, where a server that
    /// listens on 127.0.0.1 does not.
    static func hosts(at addresses: [String]) -> [String] {
        let known = addresses.compactMap { IPAddress($0) }
        let four = known.filter { $0.bytes.count == 4 }
        return Set((four.isEmpty ? known : four).compactMap { Instance.host("\($0)") }).sorted()
    }
}
