import EventLoops
import Glibc
import TestSupport

/// Connections on which one request was answered, and then no more is said.
final class IdleClients: Sendable {
    let descriptors: [Int32]

    private init(_ descriptors: [Int32]) { self.descriptors = descriptors }

    deinit { for descriptor in descriptors { close(descriptor) } }

    struct NotAnswered: Error { let opened: Int }

    private static let threads = try? BlockingPool(name: "idle-clients", threads: 2, queueLimit: 100)

    /// Opens that many and waits until each has its answer.
    static func open(_ count: Int, port: UInt16) async throws -> IdleClients {
        guard let threads else { throw NotAnswered(opened: 0) }
        return try await threads.run {
            var all: [Int32] = []
            while all.count < count {
                let some = (0..<min(100, count - all.count)).map { _ in LoopbackSocket.connected(to: port) }
                all += some
                for descriptor in some {
                    LoopbackSocket.send("GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", on: descriptor)
                }
                for descriptor in some where LoopbackSocket.receive(on: descriptor) == nil {
                    for descriptor in all where descriptor >= 0 { close(descriptor) }
                    throw NotAnswered(opened: all.count)
                }
            }
            return IdleClients(all)
        }
    }

    /// How many the server has closed.
    var dismissed: Int { descriptors.count { LoopbackSocket.isClosed($0) } }
}
