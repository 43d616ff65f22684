import EventLoops
import SQL
import TestSupport
import Testing

@testable import PostgreSQL

@Suite("A connection that cannot be used says so at once")
struct UnusableConnectionTests {
    @Test("what it is asked for was not done, and may be asked again")
    func refused() async throws {
        try await withEventLoops(1) { _ in
            let loop = try #require(EventLoop.current)
            // As one is that broke between being chosen and being used.
            let connection = Connection(on: loop, statementTimeout: .seconds(1), statementLimit: 8)
            connection.release()
            let queued: Outcome = await withUnsafeContinuation { connection.queue(Call("select 1", .task($0))) }
            for outcome in [
                queued, await connection.run("select 1"), await connection.run(inTransaction: [], then: "commit"),
            ] {
                guard case .failure(let failure) = outcome else {
                    Issue.record("there was an answer")
                    return
                }
                #expect(failure.error.code == .connectionLost)
                #expect(failure.wasLost && !failure.leavesDoubt)
            }
            #expect(connection.load == 0)
        }
    }
}
