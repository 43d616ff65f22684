import EventLoops
import Glibc

/// A server that a test has started as a process of its own. It ends with the test at the latest.
public final class ServerProcess: Sendable {
    public struct CannotStart: Error, CustomStringConvertible {
        public let description: String
    }

    private let pid: pid_t
    private let isReaped = Lock(false)

    /// Starts a program. What it says goes to the file.
    public init(_ program: String, _ arguments: [String], output: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let argv = ([program] + arguments).map { strdup($0) } + [nil]
        let envp = [strdup("PATH=/usr/bin:/bin"), nil]
        defer { for text in argv + envp { free(text) } }
        var started: pid_t = 0
        let error = posix_spawn(&started, program, &actions, nil, argv, envp)
        guard error == 0 else { throw CannotStart(description: "\(program): \(String(cString: strerror(error)))") }
        pid = started
    }

    deinit { end() }

    /// Whether it has not ended yet.
    public var isAlive: Bool {
        isReaped.withLock { isReaped in
            guard !isReaped else { return false }
            isReaped = waitpid(pid, nil, WNOHANG) == pid
            return !isReaped
        }
    }

    /// Stops it where it stands: its sockets stay open, and nobody answers.
    public func freeze() { signal(SIGSTOP) }

    public func thaw() { signal(SIGCONT) }

    /// Kills it, and waits until it is gone.
    public func end() {
        isReaped.withLock { isReaped in
            guard !isReaped else { return }
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            isReaped = true
        }
    }

    private func signal(_ number: Int32) {
        // Once reaped, the number may be somebody else's.
        isReaped.withLock { isReaped in
            if !isReaped { kill(pid, number) }
        }
    }
}
