import EventLoops
import Observability
public import Security
public import Values

/// Public keys that lie elsewhere, as those of the accounts service or those in a file, fetched again when a token names
/// one that is not known.
///
/// Anyone can make up tokens with made-up key names, so the fetches are rate limited, and those who wait for the same
/// fetch share it.
public final class KeySource: Sendable {
    private struct State {
        var lastAttempt: Timestamp?
        var underWay: ShutdownSignal?
    }

    private enum Step {
        case refuse
        case wait(ShutdownSignal)
        case fetch(ShutdownSignal)
    }

    /// The keys in force.
    public let ring: KeyRing
    private let interval: Duration
    private let clock: WallClock
    private let fetch: (@Sendable () async throws -> KeySet)?
    private let state = Lock(State())

    /// Makes a source.
    /// - Parameters:
    ///   - interval: how long to wait at least between two fetches.
    ///   - fetch: nil where the ring is that of the issuer itself and always up to date.
    public init(
        ring: KeyRing, interval: Duration = .seconds(5), clock: WallClock = .system,
        fetch: (@Sendable () async throws -> KeySet)? = nil
    ) {
        self.ring = ring
        self.interval = interval
        self.clock = clock
        self.fetch = fetch
    }

    /// Fetches the keys, unless that was done a moment ago.
    /// - Returns: whether it is worth looking again.
    public func refresh() async -> Bool {
        do {
            return try await fetchKeys(unlessSince: interval)
        } catch {
            Logger.current.warning("keys could not be fetched", error: error)
            return false
        }
    }

    /// Fetches the keys, for those who look now and then whether there are others.
    /// - Throws: what the fetch threw; the keys that were known stay in force.
    public func look() async throws {
        _ = try await fetchKeys(unlessSince: nil)
    }

    private func fetchKeys(unlessSince interval: Duration?) async throws -> Bool {
        guard let fetch else { return false }
        let now = clock.now()
        let step = state.withLock { state -> Step in
            if let underWay = state.underWay { return .wait(underWay) }
            if let interval {
                if let last = state.lastAttempt, now < last + interval { return .refuse }
                state.lastAttempt = now
            }
            let underWay = ShutdownSignal()
            state.underWay = underWay
            return .fetch(underWay)
        }
        switch step {
        case .refuse:
            return false
        case .wait(let underWay):
            await underWay.wait()
            return true
        case .fetch(let underWay):
            defer {
                state.withLock { $0.underWay = nil }
                underWay.raise()
            }
            let keys = try await fetch()
            // Otherwise whoever makes up key names would have every verified token forgotten.
            if !keys.isSame(as: ring.current) { ring.replace(with: keys) }
            return true
        }
    }
}
