import EventLoops
public import Observability
public import Values

/// Keeps an instance registered with Consul for as long as it serves.
///
/// While Consul is away it tries again and again, and the service works meanwhile. It looks now and then whether the
/// agent still knows it: one that was started anew, or forgot an instance that was frozen for long, is told again.
public final class ConsulRegistration: Sendable {
    /// How it goes about it.
    public struct Settings: Sendable {
        /// How often to look whether the agent still knows the instance: a question that the agent answers from memory.
        public var lookInterval: Duration = .seconds(5)
        /// After failures.
        public var backOff = BackOff()

        /// What is right for a process among others.
        public init() {}
    }

    private struct State {
        var isWithdrawn = false
        var underWay: ShutdownSignal?
        /// What the agent was told, or would have been.
        var registration: Registration?
    }

    private let makeRegistration: @Sendable () async -> Registration
    private let consul: ConsulClient
    private let settings: Settings
    private let logger: Logger
    private let state = Lock(State())
    private let withdrawn = ShutdownSignal()

    /// Makes a registration.
    /// - Parameter registration: asked when the service listens, as only then a port of 0 has become one; and again while
    ///   the agent has not been told, as what it takes to find the own address may be away like the agent.
    public init(
        with consul: ConsulClient, settings: Settings = Settings(), logger: Logger = Logger(label: "discovery"),
        _ registration: @escaping @Sendable () async -> Registration
    ) {
        makeRegistration = registration
        self.consul = consul
        self.settings = settings
        self.logger = logger
    }

    /// Registers, and sees to it that it stays so, until the instance is withdrawn or the task cancelled.
    public func run() async {
        var registration = await makeRegistration()
        // What an earlier life of this address has left behind is replaced, not trusted.
        var isKnown = false
        var failuresInARow = 0
        while !Task.isCancelled, let underWay = begin(registration) {
            let outcome = await keep(registration, isKnown: isKnown)
            end(underWay)
            switch outcome {
            case .success:
                isKnown = true
                failuresInARow = 0
                await rest(settings.lookInterval * Double.random(in: 0.8...1.2))
            case .failure(let error):
                failuresInARow += 1
                if failuresInARow == 1, !withdrawn.isRaised, !Task.isCancelled {
                    logger.warning(
                        "not registered with Consul; trying again", error: error,
                        metadata: ["service.instance.id": "\(registration.id)"])
                }
                await rest(settings.backOff.pause(afterFailures: failuresInARow))
                if !isKnown { registration = await makeRegistration() }
            }
        }
    }

    /// Takes the instance out, so that nobody is sent here any more. It is not registered again.
    ///
    /// It takes no longer than Consul has for an answer; an agent that is away finds out by its own check.
    public func withdraw() async {
        let (underWay, registration) = state.withLock { state in
            state.isWithdrawn = true
            return (state.underWay, state.registration)
        }
        withdrawn.raise()
        // A registration on its way must not arrive after the withdrawal.
        await underWay?.wait()
        guard let id = registration?.id else { return }
        do throws(ConsulError) {
            try await consul.deregister(id: id)
            logger.info("deregistered from Consul", metadata: ["service.instance.id": "\(id)"])
        } catch {
            logger.warning("could not deregister from Consul", error: error, metadata: ["service.instance.id": "\(id)"])
        }
    }

    private func keep(_ registration: Registration, isKnown: Bool) async -> Result<Void, ConsulError> {
        do throws(ConsulError) {
            if isKnown, try await consul.knows(id: registration.id) { return .success(()) }
            try await consul.register(registration)
            logger.notice(
                isKnown ? "registered with Consul again, which had forgotten it" : "registered with Consul",
                metadata: ["service.instance.id": "\(registration.id)"])
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    /// Nil once the instance has been withdrawn.
    private func begin(_ registration: Registration) -> ShutdownSignal? {
        state.withLock { state in
            guard !state.isWithdrawn else { return nil }
            let underWay = ShutdownSignal()
            state.underWay = underWay
            state.registration = registration
            return underWay
        }
    }

    private func end(_ underWay: ShutdownSignal) {
        state.withLock { $0.underWay = nil }
        underWay.raise()
    }

    /// Ends early with the withdrawal.
    private func rest(_ duration: Duration) async {
        _ = try? await Deadline.run(within: duration) { [withdrawn] in await withdrawn.wait() }
    }
}
