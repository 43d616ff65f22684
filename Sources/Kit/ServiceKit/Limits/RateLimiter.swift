import EventLoops
public import HTTP
public import Values

/// At most so many events of a key within a sliding window, in bounded memory.
///
/// The window slides by the usual estimate: the count of this window, and of the one before as much as still overlaps.
/// When the table is full, the least busy of a few neighbours makes room, so that flooding it with new keys does not
/// free the keys that are being held back.
public final class RateLimiter: Sendable {
    /// How many events may pass within a window.
    public let limit: Int
    /// How long the window is.
    public let window: Duration
    private let clock: WallClock
    private let table: Lock<RateTable>

    /// Makes a limiter.
    /// - Parameter capacity: how many keys are remembered at once.
    public init(limit: Int, per window: Duration, capacity: Int = 50_000, clock: WallClock = .system) {
        self.limit = limit
        self.window = window
        self.clock = clock
        table = Lock(RateTable(capacity: capacity))
    }

    /// Counts an event if it may pass. What is refused does not count, so that a client that keeps trying gets through
    /// as soon as there is room.
    @discardableResult
    public func take(_ key: String) -> RateDecision {
        decide(key, counting: true)
    }

    /// Says whether an event would pass, and counts nothing.
    public func peek(_ key: String) -> RateDecision {
        decide(key, counting: false)
    }

    /// Counts an event, or refuses it.
    /// - Throws: 429 with `Retry-After`.
    public func require(_ key: String) throws(Problem) {
        try Self.pass(take(key))
    }

    /// Refuses if the key has used up its events; counts nothing.
    ///
    /// For limits on failures: `requireRoom` before the attempt, `take` after it failed.
    /// - Throws: 429 with `Retry-After`.
    public func requireRoom(_ key: String) throws(Problem) {
        try Self.pass(peek(key))
    }

    /// Starts the key afresh.
    public func forget(_ key: String) {
        table.withLock { $0.remove(key) }
    }

    private static func pass(_ decision: RateDecision) throws(Problem) {
        if !decision.isAllowed { throw .rateLimited(retryAfter: decision.retryAfterSeconds) }
    }

    private func decide(_ key: String, counting: Bool) -> RateDecision {
        let microseconds = max(1, Int64(window / .microseconds(1)))
        let now = clock.now().microseconds
        let (index, elapsed) = now.quotientAndRemainder(dividingBy: microseconds)
        let fraction = Double(elapsed) / Double(microseconds)
        return table.withLock { table in
            var count = table.count(of: key, in: index)
            let used = Double(count.previous) * (1 - fraction) + Double(count.current)
            let room = Double(limit) - used
            guard room >= 1 else {
                let wait = Self.wait(count, limit: limit, fraction: fraction) * Double(microseconds) / 1_000_000
                return RateDecision(isAllowed: false, remaining: 0, retryAfterSeconds: max(1, Int(wait.rounded(.up))))
            }
            if counting {
                count.current += 1
                table.set(count, for: key)
            }
            return RateDecision(isAllowed: true, remaining: Int(room) - (counting ? 1 : 0), retryAfterSeconds: 0)
        }
    }

    /// How many windows pass until there is room for one.
    private static func wait(_ count: RateCount, limit: Int, fraction: Double) -> Double {
        let goal = Double(limit - 1)
        let current = Double(count.current)
        if current <= goal, count.previous > 0 {
            return max(0, 1 - (goal - current) / Double(count.previous) - fraction)
        }
        return (1 - fraction) + max(0, 1 - goal / max(current, 1))
    }
}
