import Glibc

/// A program that does not outlive this process: a shell beside it waits for the end of a connection that only we
/// hold, and then kills it.
final class GuardedProcess: Sendable {
    /// Of the program itself.
    let pid: pid_t
    private let shell: pid_t
    private let connection: Int32

    /// Starts a program, which is looked for as a shell would. What it says is thrown away.
    init(_ program: String, _ arguments: [String]) throws {
        let script = "\"$@\" >/dev/null 2>&1 </dev/null & echo $!; cat >/dev/null; kill -9 $!; wait"
        // Closed in every program that another test starts at this moment: such a one would hold it, too.
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw RedisServer.CannotStart(description: "no connection: \(errno)")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        let argv = (["/bin/sh", "-c", script, "sh", program] + arguments).map { strdup($0) } + [nil]
        let envp = [strdup("PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"), nil]
        defer { for text in argv + envp { free(text) } }
        var started: pid_t = 0
        let error = posix_spawn(&started, "/bin/sh", &actions, nil, argv, envp)
        close(ends[1])
        guard error == 0 else {
            close(ends[0])
            throw RedisServer.CannotStart(description: String(cString: strerror(error)))
        }
        shell = started
        connection = ends[0]
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while read(connection, &byte, 1) == 1, byte != UInt8(ascii: "\n") { text.append(byte) }
        guard let pid = pid_t(String(decoding: text, as: UTF8.self)) else {
            close(connection)
            throw RedisServer.CannotStart(description: "the shell named no process")
        }
        self.pid = pid
    }

    func send(_ signal: Int32) { Glibc.kill(pid, signal) }

    /// Returns when it is gone. To be called once.
    func kill() {
        close(connection)
        var status: Int32 = 0
        waitpid(shell, &status, 0)
    }
}
