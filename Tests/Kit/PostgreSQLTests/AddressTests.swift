import EventLoops
import Glibc
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("A server may have several addresses", .enabled(if: PostgreSQLTestServer.isUnderTest))
struct AddressTests {
    /// The address of the test server with other hosts before or instead of its own.
    private func url(_ stage: Stage, hosts: (_ port: Substring) -> String) throws -> String {
        let server = try #require(stage.url.firstRange(of: "127.0.0.1:"))
        let port = stage.url[server.upperBound...].prefix { $0.isNumber }
        return stage.url[..<server.lowerBound] + hosts(port) + stage.url[server.upperBound...].dropFirst(port.count)
    }

    private func expectStock(at url: String, _ change: (inout PostgreSQLDatabase.Limits) -> Void = { _ in })
        async throws
    {
        var limits = PostgreSQLDatabase.Limits()
        limits.patience = .seconds(20 * Patience.factor)
        change(&limits)
        let stage = try Stage(url: url, limits: limits)
        let result: Result<Int?, any Error>
        do { result = .success(try await stage.stock(1)) } catch { result = .failure(error) }
        await stage.database.close()
        #expect(try result.get() == 10)
    }

    @Test("one that refuses, and a name that nobody knows, are passed over")
    func passedOver() async throws {
        try await Stage.with { stage async throws in
            try await expectStock(at: url(stage) { "127.0.0.1:1,127.0.0.1:\($0)" })
            try await expectStock(at: url(stage) { "no-such-host.invalid:\($0),localhost:\($0)" })
            try await expectStock(at: url(stage) { "localhost:1,localhost:\($0)" })
        }
    }

    @Test("one that is silent costs an attempt, and is not the first again")
    func silent() async throws {
        // It takes connections, and nobody says anything on them.
        let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(silent) }
        #expect(listen(silent, 8) == 0)
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(silent, $0, &size) }
        }
        let port = UInt16(bigEndian: address.sin_port)
        try await Stage.with { stage async throws in
            try await expectStock(at: url(stage) { "127.0.0.1:\(port),127.0.0.1:\($0)" }) {
                $0.connectTimeout = .milliseconds(300)
            }
        }
    }
}
