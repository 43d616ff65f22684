import EventLoops
import Glibc

/// Finds the addresses of a host, off the loop: hiredis would do it on the loop, and wait.
enum HostLookup {
    /// Calls back on the loop.
    /// - Parameter completion: gets addresses as numbers, those of IPv4 first, or why there are none.
    static func find(
        _ host: String, for loop: EventLoop,
        _ completion: @escaping @Sendable (Result<[String], RedisError>) -> Void
    ) {
        if isNumber(host) { return completion(.success([host])) }
        do {
            _ = try SystemThread(name: "redis-lookup") {
                let found = addresses(of: host)
                loop.execute { completion(found) }
            }
        } catch {
            completion(.failure(.unreachable("\(error)")))
        }
    }

    private static func isNumber(_ host: String) -> Bool {
        var room = in6_addr()
        return inet_pton(AF_INET, host, &room) == 1 || inet_pton(AF_INET6, host, &room) == 1
    }

    private static func addresses(of host: String) -> Result<[String], RedisError> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        guard status == 0 else { return .failure(.unreachable("\(host): \(String(cString: gai_strerror(status)))")) }
        defer { freeaddrinfo(list) }
        var found: [(family: Int32, address: String)] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ai_next
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let status = getnameinfo(
                entry.ai_addr, entry.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            guard status == 0 else { continue }
            let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            found.append((entry.ai_family, String(decoding: bytes, as: UTF8.self)))
        }
        let sorted = found.filter { $0.family == AF_INET } + found.filter { $0.family != AF_INET }
        return sorted.isEmpty ? .failure(.unreachable("\(host) has no address")) : .success(sorted.map(\.address))
    }
}
