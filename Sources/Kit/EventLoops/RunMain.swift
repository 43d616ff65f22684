import Glibc

extension EventLoopGroup {
    /// Runs a whole program: starts the loops, runs `body` on the first of them, and answers its exit code.
    ///
    /// The calling thread, which has to be the main thread, waits for SIGTERM and SIGINT meanwhile and raises the
    /// group's `shutdownSignal`; a second one of either ends the process at once.
    public static func runMain(
        count: Int = EventLoopGroup.coreCount, _ body: @escaping @Sendable (EventLoopGroup) async -> Int32
    ) -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        // Blocked before any thread exists, so that all of them inherit it and only `sigwait` sees the signals.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGTERM, SIGINT, SIGUSR2] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        let group: EventLoopGroup
        do {
            group = try EventLoopGroup(count: count)
        } catch {
            StandardError.write("cannot start: \(error)\n")
            return 71  // EX_OSERR
        }

        let result = Lock<Int32?>(nil)
        let main = pthread_self()
        group.loops[0].spawn {
            let code = await body(group)
            result.withLock { $0 = code }
            pthread_kill(main, SIGUSR2)
        }
        while true {
            var number: Int32 = 0
            sigwait(&signals, &number)
            if let code = result.withLock({ $0 }) {
                group.shutdown()
                return code
            }
            guard number != SIGUSR2 else { continue }
            if group.shutdownSignal.isRaised { _exit(128 + number) }
            group.shutdownSignal.raise()
        }
    }
}

private enum StandardError {
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
