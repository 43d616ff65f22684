import CPostgreSQL
import EventLoops

/// What the library does on the caller's thread only, and what the system does: a few threads for all databases.
///
/// Each kind has threads of its own: requests to stop statements of a server that is silent hold up no look-up of
/// another one, nor the other way round.
enum BlockingCalls {
    private static let lookups = Result { try BlockingPool(name: "postgresql-find", threads: 2, queueLimit: 64) }
    private static let requests = Result { try BlockingPool(name: "postgresql-stop", threads: 2, queueLimit: 64) }

    static func lookUp<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await lookups.get().run(body)
    }

    static func send(_ request: CancelRequest) async throws {
        try await requests.get().run { request.send() }
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
