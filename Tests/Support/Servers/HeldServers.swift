import EventLoops
import FoundationEssentials
import Glibc

/// Servers of one test's own, to be killed and started again: `scripts/servers hold` runs them, and ends them when this
/// process ends, however it does.
public final class HeldServers: Sendable {
    public struct Failed: Error, CustomStringConvertible {
        public let description: String
    }

    /// What `scripts/servers` says of them, such as `SOUK_TEST_AMQP_URL`.
    public let environment: [String: String]
    private let script: pid_t
    /// To the script's input and output.
    private let connection: Int32
    /// Each answer is waited for, a start's for seconds.
    private let pool: BlockingPool

    /// Lets a test have servers, by the names that `scripts/servers` gives them.
    public static func use<Result: Sendable>(
        _ names: String..., body: (HeldServers) async throws -> Result
    ) async throws -> Result {
        let pool = try BlockingPool(name: "servers", threads: 1, queueLimit: 4)
        defer { pool.shutdown() }
        let servers = try await pool.run { try HeldServers(names, pool) }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(servers)) } catch { result = .failure(error) }
        try await servers.end()
        return try result.get()
    }

    private init(_ names: [String], _ pool: BlockingPool) throws {
        let own = ProcessInfo.processInfo.environment
        guard let program = own["SOUK_TEST_SERVERS"] else {
            throw Failed(description: "SOUK_TEST_SERVERS has to name scripts/servers; scripts/servers run sets it")
        }
        // Closed in every program that another test starts at this moment: such a one would hold it, too.
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Failed(description: "no connection: \(errno)") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        let command: [String] = [program, "hold", "--only", names.joined(separator: ",")]
        let argv = command.map { strdup($0) } + [nil]
        let envp = ["PATH", "HOME"].compactMap { name in own[name].map { strdup("\(name)=\($0)") } } + [nil]
        defer { for text in argv + envp { free(text) } }
        var started: pid_t = 0
        let error = posix_spawn(&started, program, &actions, nil, argv, envp)
        close(ends[1])
        guard error == 0 else {
            close(ends[0])
            throw Failed(description: "\(program): \(String(cString: strerror(error)))")
        }
        (script, connection, self.pool) = (started, ends[0], pool)
        var told: [String: String] = [:]
        while let line = Self.line(from: ends[0]), !line.isEmpty {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            told[parts[0]] = parts.last
        }
        environment = told
        if told.isEmpty {
            close(connection)
            waitpid(script, nil, 0)
            throw Failed(description: "\(program) has started nothing, and has said why")
        }
    }

    /// Lets RabbitMQ write down which queues there are, before it is killed. It keeps the names of replicated queues back for
    /// three seconds, and what is younger it cannot find again.
    public func letRabbitMQRememberQueues() async throws { try await Sleep.for(.seconds(5)) }

    /// Ends one of them as a crash would: at once.
    public func kill(_ name: String) async throws { try await obey("kill \(name)") }

    /// Returns when it answers again.
    public func start(_ name: String) async throws { try await obey("start \(name)") }

    private func obey(_ command: String) async throws {
        try await pool.run { [connection] in
            let line = "\(command)\n"
            guard send(connection, line, line.utf8.count, Int32(MSG_NOSIGNAL)) == line.utf8.count,
                let answer = Self.line(from: connection)
            else { throw Failed(description: "scripts/servers has ended") }
            guard answer == "ok" else { throw Failed(description: answer) }
        }
    }

    private func end() async throws {
        try await pool.run { [connection, script] in
            close(connection)
            waitpid(script, nil, 0)
        }
    }

    /// Without its end; nil at the end of all.
    private static func line(from connection: Int32) -> String? {
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while read(connection, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: text, as: UTF8.self) }
            text.append(byte)
        }
        return nil
    }
}
