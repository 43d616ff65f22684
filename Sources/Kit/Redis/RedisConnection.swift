import EventLoops
import Observability
import Values

/// One loop's way to the server: keeps a link standing, and says at once when there is none.
///
/// A link is used only after a greeting was answered over it. A server that is frozen accepts connections and answers
/// nothing; it so costs one deadline when it freezes, and nobody waits while it stays frozen.
///
/// It is touched on that loop only, which is why it may call itself `Sendable`.
final class RedisConnection: @unchecked Sendable {
    private enum State {
        /// Nobody has asked for anything yet.
        case idle
        /// Looking up the host, connecting, greeting.
        case opening(RedisLink?)
        case ready(RedisLink, since: ContinuousClock.Instant)
        /// Until the next attempt.
        case pausing
        case closed
    }

    let loop: EventLoop
    private let address: RedisAddress
    private let configuration: RedisConfiguration
    private let logger: Logger
    private let metrics: RedisMetrics
    /// Called when a link is ready, before anybody else sends anything over it; and when it is no longer.
    private let onChange: (RedisConnection, _ isReady: Bool) -> Void

    private var state = State.idle
    private var timer: LoopTimer?
    private var attempt = 0
    private var failures = 0
    private var isLookingUp = false
    private var hasComplained = false
    private(set) var lastFailure: RedisError?
    private var waiting: [(RedisError?) -> Void] = []

    init(
        on loop: EventLoop, to address: RedisAddress, _ configuration: RedisConfiguration, logger: Logger,
        metrics: RedisMetrics, onChange: @escaping (RedisConnection, _ isReady: Bool) -> Void
    ) {
        self.loop = loop
        self.address = address
        self.configuration = configuration
        self.logger = logger
        self.metrics = metrics
        self.onChange = onChange
    }

    private var link: RedisLink? {
        switch state {
        case .opening(let link): link
        case .ready(let link, _): link
        case .idle, .pausing, .closed: nil
        }
    }

    // MARK: Use

    /// Sends commands, or fails at once where no link is ready.
    /// - Parameter isUrgent: whether the bounds do not hold for it.
    func send(
        _ commands: [RedisCommand], isUrgent: Bool = false, _ completion: @escaping (RedisBatch.Outcome) -> Void
    ) {
        let begin = ContinuousClock.now
        let metrics = metrics
        let complete: (RedisBatch.Outcome) -> Void = { outcome in
            metrics.count(outcome, since: begin)
            completion(outcome)
        }
        switch state {
        case .ready(let link, _): link.send(commands, isUrgent: isUrgent, complete)
        case .idle:
            open()
            complete(.failure(.notConnected))
        case .opening, .pausing: complete(.failure(.notConnected))
        case .closed: complete(.failure(.closed))
        }
    }

    /// Writes to the socket what was sent and waits for the end of the round.
    func flush() {
        if case .ready(let link, _) = state { link.flush() }
    }

    /// Gives a link up that is no good, though it answers; another is opened after a pause.
    func reopen(because error: RedisError) {
        if case .ready(let link, _) = state { link.close(error) }
    }

    /// Begins to open a link, unless somebody has before.
    func start() {
        if case .idle = state { open() }
    }

    /// Calls back once a link is ready, with nil, or with why the attempt under way, or the last one, failed.
    func whenDecided(_ completion: @escaping (RedisError?) -> Void) {
        switch state {
        case .ready: return completion(nil)
        case .closed: return completion(.closed)
        case .pausing: return completion(lastFailure ?? .notConnected)
        case .opening: waiting.append(completion)
        case .idle:
            waiting.append(completion)
            open()
        }
    }

    func close() {
        let link = link
        let wasReady = isReady
        state = .closed
        link?.abandon()
        if wasReady { leave() }
        timer?.close()
        decide(.closed)
    }

    private var isReady: Bool { if case .ready = state { true } else { false } }

    // MARK: Opening

    private func open() {
        guard !isLookingUp else { return fail(.unreachable("the lookup of \(address.host) takes too long")) }
        state = .opening(nil)
        attempt += 1
        let timer = timer ?? loop.makeTimer { [unowned self] in timeIsUp() }
        self.timer = timer
        timer.arm(after: configuration.connectTimeout)
        isLookingUp = true
        HostLookup.find(address.host, for: loop) { [weak self, attempt] found in
            guard let self else { return }
            isLookingUp = false
            // A lookup that took too long: its attempt has been given up.
            guard case .opening(nil) = state, attempt == self.attempt else { return }
            switch found {
            case .success(let addresses): connect(to: addresses[attempt % addresses.count])
            case .failure(let error): fail(error)
            }
        }
    }

    private func connect(to host: String) {
        do throws(RedisError) {
            let link = try RedisLink(
                on: loop, to: host, port: address.port, configuration,
                onConnect: { [unowned self] in greet() }, onEnd: { [unowned self] error in fail(error) })
            state = .opening(link)
        } catch {
            fail(error)
        }
    }

    private func greet() {
        guard case .opening(let link?) = state else { return }
        var greeting: [RedisCommand] = []
        if let password = address.password?.reveal() {
            let words = [address.user?.reveal(), password].compactMap { $0 }
            greeting.append(RedisCommand("AUTH", words.map { Array($0.utf8) }))
        }
        if address.database != 0 { greeting.append(RedisCommand("SELECT", "\(address.database)")) }
        greeting.append(RedisCommand("PING"))
        link.send(greeting) { [unowned self] outcome in
            // A failure ends the link, which says so itself.
            guard case .success(let replies) = outcome, case .opening = state else { return }
            if let refusal = replies.lazy.compactMap(\.refusal).first { return link.close(refusal) }
            enter(link)
        }
    }

    private func timeIsUp() {
        switch state {
        case .opening(nil): fail(.unreachable("the lookup of \(address.host) takes too long"))
        case .opening(let link?): link.close(.unreachable("no greeting in time"))
        case .pausing: open()
        case .idle, .ready, .closed: break
        }
    }

    // MARK: Changes

    private func enter(_ link: RedisLink) {
        state = .ready(link, since: .now)
        timer?.disarm()
        metrics.connections.increment()
        if hasComplained { logger.notice("Redis answers again", metadata: ["address": "\(address)"]) }
        hasComplained = false
        lastFailure = nil
        onChange(self, true)
        decide(nil)
    }

    private func leave() {
        metrics.connections.decrement()
        onChange(self, false)
    }

    /// The link is gone, or there never was one.
    private func fail(_ error: RedisError) {
        let previous = state
        if case .closed = previous { return }
        state = .pausing
        lastFailure = error
        failures += 1
        if case .ready(_, let since) = previous {
            if ContinuousClock.now - since >= configuration.steadyAfter { failures = 1 }
            leave()
        }
        if !hasComplained {
            logger.warning("Redis is away; going on without it", error: error, metadata: ["address": "\(address)"])
        }
        hasComplained = true
        timer?.arm(after: configuration.backOff.pause(afterFailures: failures))
        decide(error)
    }

    private func decide(_ error: RedisError?) {
        let told = waiting
        waiting = []
        for completion in told { completion(error) }
    }
}
