/// Keeps calls away from an instance that does not answer, and finds out with one call at a time whether it does again.
public struct CircuitBreaker: Sendable {
    /// Where a breaker stands. What may follow what is declared here, once.
    public enum State: String, Sendable, CaseIterable {
        /// Calls pass. After too many failures in a row it becomes `open`.
        case closed
        /// No call passes. When the rest is over it becomes `halfOpen` with the next call.
        case open
        /// One call is under way to find out. It becomes `closed` or `open` by how that ends.
        case halfOpen = "half_open"

        /// The states that may follow this one.
        public var successors: Set<State> {
            switch self {
            case .closed: [.open]
            case .open: [.halfOpen]
            case .halfOpen: [.closed, .open]
            }
        }
    }

    /// When it opens, and for how long.
    public struct Limits: Sendable {
        /// So many failures in a row, without a single answer between them, open it.
        public var failures = 3
        /// How long it rests after it has opened; twice as long after each probe that failed.
        public var firstRest: Duration = .milliseconds(500)
        /// No rest is longer: so late an instance that is back is found.
        public var longestRest: Duration = .seconds(4)

        /// What is right between services.
        public init() {}
    }

    /// Where it stands.
    public private(set) var state = State.closed
    private var failuresInARow = 0
    private var rest = Duration.zero
    private var restEnds: ContinuousClock.Instant?
    private let limits: Limits

    /// Makes a breaker that lets calls pass.
    public init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether one call should be made to find out if the instance is back.
    public func isDue(at now: ContinuousClock.Instant) -> Bool {
        state == .open && restEnds.map { now >= $0 } ?? true
    }

    /// Takes the one call on its way that `isDue` asks for.
    public mutating func probe() {
        move(to: .halfOpen)
    }

    /// The instance has answered, whatever the answer.
    /// - Parameter isProbe: of calls that began before it opened the end does not count.
    public mutating func succeeded(isProbe: Bool) {
        guard state == .closed || (state == .halfOpen && isProbe) else { return }
        if state == .halfOpen { move(to: .closed) }
        failuresInARow = 0
        rest = .zero
    }

    /// The instance has not answered.
    public mutating func failed(isProbe: Bool, at now: ContinuousClock.Instant) {
        switch state {
        case .closed:
            failuresInARow += 1
            guard failuresInARow >= limits.failures else { return }
        case .halfOpen where isProbe: break
        case .open, .halfOpen: return
        }
        move(to: .open)
        rest = rest == .zero ? limits.firstRest : min(rest * 2, limits.longestRest)
        restEnds = now + rest
    }

    /// The call was given up before it could tell anything; the next one may.
    public mutating func abandoned(isProbe: Bool, at now: ContinuousClock.Instant) {
        guard state == .halfOpen, isProbe else { return }
        move(to: .open)
        restEnds = now
    }

    private mutating func move(to next: State) {
        assert(state.successors.contains(next), "a breaker does not go from \(state) to \(next)")
        state = next
    }
}
