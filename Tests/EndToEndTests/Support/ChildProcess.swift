import EventLoops
import FoundationEssentials
import Glibc
import TestSupport

/// A program that a test has started, with what it says in a file.
final class ChildProcess: Sendable {
    /// How a process ended.
    enum Ending: Equatable, Sendable {
        case exited(Int32)
        case killed(Int32)
    }

    struct CannotStart: Error {
        let program: String
        let reason: String
    }

    struct StillRunning: Error {
        let program: String
    }

    let pid: pid_t
    private let program: String
    private let outputPath: String
    private let ending = Lock<Ending?>(nil)

    /// - Parameters:
    ///   - environment: all that the program sees of its surroundings.
    ///   - folder: where it runs.
    ///   - output: the file for both of its outputs, begun anew.
    init(
        _ program: String, _ arguments: [String], environment: [String: String], in folder: String, output: String
    ) throws {
        self.program = program
        outputPath = output
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // The test runner may block or ignore signals; the program starts as a shell would start it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // `env` only changes the folder, and becomes the program: the process stays the same one.
        let starter = "/usr/bin/env"
        let argv = ([starter, "--chdir", folder, program] + arguments).map { strdup($0) } + [nil]
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var started: pid_t = 0
        let error = posix_spawn(&started, starter, &actions, &attributes, argv, envp)
        guard error == 0 else { throw CannotStart(program: program, reason: String(cString: strerror(error))) }
        pid = started
    }

    /// What it has said so far, on both outputs.
    var output: String {
        (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? ""
    }

    /// How it ended; nil while it runs.
    func endingSoFar() -> Ending? {
        ending.withLock { ending in
            if let ending { return ending }
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
            let signal = status & 0x7f
            ending = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal)
            return ending
        }
    }

    /// Waits until it ends.
    func end(within limit: Duration = .seconds(60) * Patience.factor) async throws -> Ending {
        let limit = ContinuousClock.now + limit
        while ContinuousClock.now < limit {
            if let ending = endingSoFar() { return ending }
            try await Sleep.for(.milliseconds(15))
        }
        throw StillRunning(program: program)
    }

    func send(_ signal: Int32) {
        // Once reaped, the number may be somebody else's.
        if endingSoFar() == nil { kill(pid, signal) }
    }

    /// Ends it for good, and takes its exit.
    func killAndWait() async {
        send(SIGKILL)
        _ = try? await end()
    }
}
