import CPostgreSQL
import EventLoops

/// What the library does on the caller's thread only, and what the system does: a few threads for all databases.
enum BlockingCalls {
    private static let pool = Result { try BlockingPool(name: "postgresql", threads: 2, queueLimit: 64) }

    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await pool.get().run(body)
    }
}

/// A request to stop a statement. It belongs to whoever sends it, once.
final class CancelRequest: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQfreeCancel(pointer) }

    func send() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
            _ = PQcancel(pointer, message.baseAddress, 256)
        }
    }
}
