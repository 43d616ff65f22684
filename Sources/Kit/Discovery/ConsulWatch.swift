import EventLoops
public import Observability
public import Values

/// Keeps the list of a service's passing instances up to date by blocking queries: one watch for each peer of a process.
///
/// While Consul is away, frozen, or talks nonsense, the last list that was known goes on.
public final class ConsulWatch: InstanceSource {
    /// How it asks.
    public struct Settings: Sendable {
        /// How long a query blocks if there is no news.
        public var wait: Duration = .seconds(30)
        /// For how long an empty answer is not believed if there was a list before.
        public var grace: Duration = .seconds(15)
        /// No query follows another sooner, however often the list changes.
        public var shortestRound: Duration = .milliseconds(100)
        /// After failures.
        public var backOff = BackOff()

        /// What is right for a process among others.
        public init() {}
    }

    /// The service that is watched.
    public let service: String
    private let consul: ConsulClient
    private let settings: Settings
    private let list = InstanceList()
    private let memory: Lock<WatchMemory>
    private let logger: Logger
    private let metrics: WatchMetrics

    /// Makes a watch.
    public init(
        _ service: String, consul: ConsulClient, settings: Settings = Settings(), metrics: MetricsRegistry = .process,
        logger: Logger = Logger(label: "discovery")
    ) {
        self.service = service
        self.consul = consul
        self.settings = settings
        self.logger = logger
        memory = Lock(WatchMemory(wait: settings.wait, grace: settings.grace))
        self.metrics = WatchMetrics(of: service, in: metrics)
    }

    public var version: Int { list.version }
    public var instances: [Instance] { list.instances }

    /// Asks once, without blocking, so that the first calls of a process find the list. If Consul does not answer,
    /// `run()` goes on asking.
    public func prime() async {
        do throws(ConsulError) {
            try await ask(blocking: false)
        } catch {
            note(error, failuresInARow: 1)
        }
    }

    /// Watches until its task is cancelled.
    public func run() async {
        var failuresInARow = 0
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do throws(ConsulError) {
                try await ask(blocking: true)
                if failuresInARow > 0 { logger.notice("Consul answers again", metadata: ["peer": "\(service)"]) }
                failuresInARow = 0
                let rest = settings.shortestRound - (ContinuousClock.now - start)
                if rest > .zero { try? await Sleep.for(rest) }
            } catch {
                guard !Task.isCancelled else { return }
                failuresInARow += 1
                memory.withLock { $0.forgetIndex() }
                note(error, failuresInARow: failuresInARow)
                try? await Sleep.for(settings.backOff.pause(afterFailures: failuresInARow))
            }
        }
    }

    private func ask(blocking: Bool) async throws(ConsulError) {
        let (index, wait) = memory.withLock { ($0.index, $0.wait(at: .now)) }
        let answer = try await consul.passing(service, after: blocking ? index : nil, wait: wait)
        if answer.unusable > 0 {
            logger.warning(
                "Consul lists instances without a usable address",
                metadata: ["peer": "\(service)", "count": LogValue(answer.unusable)])
        }
        guard let instances = memory.withLock({ $0.take(answer, at: .now) }), list.publish(instances) else { return }
        metrics.instances.set(Double(instances.count))
        logger.info("a peer's instances", metadata: ["peer": "\(service)", "count": LogValue(instances.count)])
    }

    private func note(_ error: ConsulError, failuresInARow: Int) {
        metrics.failures.increment()
        // Said once, not at each attempt: it may last.
        guard failuresInARow == 1 else { return }
        logger.warning(
            "Consul does not answer; the last known instances are used", error: error,
            metadata: ["peer": "\(service)", "known": LogValue(list.instances.count)])
    }
}
