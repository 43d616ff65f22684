import EventLoops

/// Finds the addresses of a host, off the loop: hiredis would do it on the loop, and wait.
enum HostLookup {
    /// Calls back on the loop.
    /// - Parameter completion: gets addresses as numbers, or why there are none.
    static func find(
        _ host: String, for loop: EventLoop,
        _ completion: @escaping @Sendable (Result<[String], RedisError>) -> Void
    ) {
        if HostAddresses.isNumber(host) { return completion(.success([host])) }
        do {
            _ = try SystemThread(name: "redis-lookup") {
                let found = Result { try HostAddresses.find(host) }.mapError { RedisError.unreachable("\($0)") }
                loop.execute { completion(found) }
            }
        } catch {
            completion(.failure(.unreachable("\(error)")))
        }
    }
}
