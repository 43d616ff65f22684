public import EventLoops
public import Observability

/// Starts services in order, runs them together, and stops them in reverse order within a deadline.
public final class ServiceGroup: Sendable {
    private let services: [any Service]
    private let loops: EventLoopGroup
    private let logger: Logger
    private let deadline: Duration

    /// Makes a group.
    /// - Parameters:
    ///   - services: a service may rely on those before it.
    ///   - deadline: how long all of them together may take to stop; what is not done then is left behind.
    public init(_ services: [any Service], on loops: EventLoopGroup, logger: Logger, deadline: Duration = .seconds(20))
    {
        self.services = services
        self.loops = loops
        self.logger = logger
        self.deadline = deadline
    }

    /// Runs until `stopSignal` returns or a service fails.
    /// - Parameter started: called when every service has started.
    /// - Throws: `ServiceFailure` with the first error; everything has been stopped by then.
    public func run(
        until stopSignal: @escaping @Sendable () async -> Void, started: @Sendable () async -> Void = {}
    ) async throws {
        let stopping = ShutdownSignal()
        let failure = Lock<ServiceFailure?>(nil)
        var running: [RunningService] = []
        do {
            for service in services {
                do {
                    try await service.start()
                } catch {
                    throw ServiceFailure(service: service.name, underlying: error)
                }
                running.append(run(service, failure: failure, stopping: stopping))
            }
        } catch {
            stopping.raise()
            await stop(running)
            throw error
        }
        await started()
        let signal = loops.any.spawn {
            await stopSignal()
            stopping.raise()
        }
        await stopping.wait()
        signal.cancel()
        await stop(running)
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func run(_ service: any Service, failure: Lock<ServiceFailure?>, stopping: ShutdownSignal) -> RunningService
    {
        let ended = ShutdownSignal()
        let logger = logger
        let task = loops.next().spawn {
            do {
                try await service.run()
            } catch {
                // An error on the way down is what cancellation looks like.
                if !stopping.isRaised {
                    logger.critical("a service failed", metadata: ["service": "\(service.name)", "error": "\(error)"])
                    failure.withLock { $0 = $0 ?? ServiceFailure(service: service.name, underlying: error) }
                    stopping.raise()
                }
            }
            ended.raise()
        }
        return RunningService(service: service, task: task, ended: ended)
    }

    private func stop(_ running: [RunningService]) async {
        let end = ContinuousClock.now + deadline
        for entry in running.reversed() {
            let stopped = ShutdownSignal()
            let service = entry.service
            let stopTask = loops.any.spawn {
                await service.stop()
                stopped.raise()
            }
            let inTime = await wait(for: stopped, until: end)
            entry.task.cancel()
            if !inTime { stopTask.cancel() }
            // A service that ignores both its stop and its cancellation must not keep the others from stopping.
            if await !wait(for: entry.ended, until: max(end, .now + .milliseconds(200))) || !inTime {
                logger.warning("a service did not stop in time", metadata: ["service": "\(service.name)"])
            }
        }
    }

    /// Whether it happened before the end.
    private func wait(for event: ShutdownSignal, until end: ContinuousClock.Instant) async -> Bool {
        if event.isRaised { return true }
        let either = ShutdownSignal()
        let watcher = loops.any.spawn {
            await event.wait()
            either.raise()
        }
        let timer = loops.any.spawn {
            try? await Sleep.for(max(end - .now, .zero))
            either.raise()
        }
        await either.wait()
        timer.cancel()
        watcher.cancel()
        return event.isRaised
    }
}

/// A service whose `run()` is under way.
private struct RunningService: Sendable {
    let service: any Service
    let task: Task<Void, Never>
    let ended: ShutdownSignal
}
