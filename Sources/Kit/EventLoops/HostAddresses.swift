import Glibc

/// The addresses of a host, as the system knows them.
public enum HostAddresses {
    /// Why there is none.
    public struct Unknown: Error, CustomStringConvertible {
        public let host: String
        public let reason: String

        public init(host: String, reason: String) {
            self.host = host
            self.reason = reason
        }

        public var description: String { "no address of \(host): \(reason)" }
    }

    /// Whether a host is a number already, of IPv4 or IPv6.
    public static func isNumber(_ host: String) -> Bool {
        var room = in6_addr()
        return inet_pton(AF_INET, host, &room) == 1 || inet_pton(AF_INET6, host, &room) == 1
    }

    /// Asks the system, which may ask others: it blocks, and is nothing for a loop.
    /// - Returns: numbers, at least one, those of IPv4 first: a server that listens on all addresses has one of these.
    public static func find(_ host: String) throws(Unknown) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        guard status == 0 else { throw Unknown(host: host, reason: String(cString: gai_strerror(status))) }
        defer { freeaddrinfo(list) }
        var found: [(family: Int32, address: String)] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            guard
                getnameinfo(entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            else { continue }
            let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            found.append((entry.ai_family, String(decoding: bytes, as: UTF8.self)))
        }
        guard !found.isEmpty else { throw Unknown(host: host, reason: "none") }
        return (found.filter { $0.family == AF_INET } + found.filter { $0.family != AF_INET }).map(\.address)
    }
}
