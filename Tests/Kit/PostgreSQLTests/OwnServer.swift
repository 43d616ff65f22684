import EventLoops
import FoundationEssentials
import Glibc
import TestSupport

/// A server of a test's own, which may be stopped and started.
final class OwnServer: Sendable {
    struct Failed: Error {
        let command: String
    }

    let port: Int
    private let folder: String
    private let programs: String

    static func with(_ body: (OwnServer) async throws -> Void) async throws {
        let server = try await OwnServer()
        let result: Result<Void, any Error>
        do {
            try await server.start()
            result = .success(try await body(server))
        } catch {
            result = .failure(error)
        }
        try? await server.stop()
        try? FileManager.default.removeItem(atPath: server.folder)
        try result.get()
    }

    private init() async throws {
        programs = ProcessInfo.processInfo.environment["SOUK_TEST_POSTGRES_BIN"] ?? "/usr/lib/postgresql/15/bin"
        port = Int.random(in: 24_000..<29_000)
        folder = FileManager.default.temporaryDirectory.path + "/souk-pg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if getuid() == 0 { try await run("chown postgres: \(folder)", asServer: false) }
        try await run("\(programs)/initdb -D \(folder)/data -U app --auth=trust --no-sync -E UTF8 --locale=C.UTF-8")
    }

    var url: String { "postgresql://app@127.0.0.1:\(port)/postgres" }

    func start() async throws {
        let options = "-p \(port) -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        try await run("\(programs)/pg_ctl -D \(folder)/data -l \(folder)/log -w -o '\(options)' start")
    }

    /// Without a chance for anybody to end what is under way.
    func stop() async throws {
        try await run("\(programs)/pg_ctl -D \(folder)/data -m immediate -w stop")
    }

    /// Lets nobody in while the body runs, who would wait: the process that accepts connections is frozen. Those that are
    /// there go on. A request to stop a statement is a connection of its own.
    func whileNobodyIsLetIn(_ body: () async throws -> Void) async throws {
        let lines = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8).split(separator: "\n")
        guard let process = lines.first.flatMap({ pid_t($0) }) else { throw Failed(command: "postmaster.pid") }
        kill(process, SIGSTOP)
        defer { kill(process, SIGCONT) }
        try await body()
    }

    private func run(_ command: String, asServer: Bool = true) async throws {
        // The server refuses to run as root.
        let whole = asServer && getuid() == 0 ? "runuser -u postgres -- \(command)" : command
        let pool = try BlockingPool(name: "server", threads: 1, queueLimit: 1)
        let status = try await pool.run { system("\(whole) >/dev/null 2>&1") }
        guard status == 0 else { throw Failed(command: command) }
    }
}
