import EventLoops
import Observability
public import Values

/// The cache of a single process: bounded in bytes, the least recently used goes first.
///
/// It is shared by the loops behind one lock, which is held for a look into a table. A key that is missing is loaded
/// once, however many ask; the others wait for that load.
public final class MemoryCache: Cache {
    private struct State {
        var values: LeastRecentlyUsed
        var fills: [String: Fill] = [:]
    }

    private let state: Lock<State>
    /// With no room at all nothing is kept, nor waited for.
    public let isOff: Bool
    private let timeToLive: Duration
    private let clock: WallClock

    public init(limits: CacheLimits = CacheLimits(), clock: WallClock = .system) {
        state = Lock(State(values: LeastRecentlyUsed(limit: limits.bytes)))
        isOff = limits.bytes <= 0
        timeToLive = limits.timeToLive
        self.clock = clock
    }

    /// How much it holds at this moment, by its own reckoning.
    public var bytes: Int { state.withLock { $0.values.bytes } }

    /// How many values it holds.
    public var count: Int { state.withLock { $0.values.count } }

    /// What was stored under a key, without a suspension: for hot paths.
    public func cached(_ key: String) -> [UInt8]? {
        guard !isOff else { return nil }
        let now = clock.now()
        return state.withLock { $0.values.find(key, at: now) }
    }

    public func get(_ key: String) async -> [UInt8]? {
        cached(key)
    }

    /// Stores a value that was made elsewhere.
    public func set(_ value: [UInt8], for key: String) {
        let end = clock.now() + timeToLive
        state.withLock { $0.values.insert(value, for: key, until: end) }
    }

    /// Forgets one key, also where the caller cannot wait.
    public func remove(_ key: String) {
        state.withLock { state in
            state.values.remove(key)
            // The load goes on for those who wait for it; who asks from now on begins a new one.
            state.fills[key] = nil
        }
    }

    /// Forgets every key that begins so.
    public func remove(prefix: String) {
        state.withLock { state in
            state.values.removeAll(withPrefix: prefix)
            state.fills = state.fills.filter { !$0.key.utf8.starts(with: prefix.utf8) }
        }
    }

    public func invalidate(_ key: String) async {
        remove(key)
    }

    public func invalidate(prefix: String) async {
        remove(prefix: prefix)
    }

    /// What is stored under a key, or else what `load` gives, which is stored, all without a suspension: for loads that
    /// take less time than waiting for another's would. Nil where `load` gives nil.
    public func valueAtHand(for key: String, load: () throws -> [UInt8]?) rethrows -> [UInt8]? {
        guard !isOff else { return try load() }
        switch step(for: key) {
        case .found(let value):
            return value
        case .wait:
            // Who loads is on another loop, and stores what it finds.
            return try load()
        case .load(let fill):
            // A hit at hand is the commonest thing there is, and is told by nothing being told.
            RequestRecording.current?.note(.cache(.miss), since: .now)
            var value: [UInt8]?
            defer { end(fill, of: key, with: value) }
            value = try load()
            return value
        }
    }

    public func value(
        for key: String, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        guard !isOff else { return try await load() }
        while true {
            let step = step(for: key)
            if let recording = RequestRecording.current { recording.note(.cache(step.look), since: .now) }
            switch step {
            case .found(let value): return value
            case .load(let fill): return try await run(fill, for: key, load)
            case .wait(let fill):
                // Nil: that load failed, perhaps for a reason of its own, as its caller's deadline. Try for oneself.
                if let value = try await fill.value() { return value }
            }
        }
    }

    private enum Step {
        case found([UInt8])
        case load(Fill)
        case wait(Fill)

        var look: RecordedStep.CacheLook {
            switch self {
            case .found: .hit
            case .load: .miss
            case .wait: .waited
            }
        }
    }

    private func step(for key: String) -> Step {
        let now = clock.now()
        return state.withLock { state in
            if let value = state.values.find(key, at: now) { return .found(value) }
            if let fill = state.fills[key] { return .wait(fill) }
            let fill = Fill()
            state.fills[key] = fill
            return .load(fill)
        }
    }

    private func run(
        _ fill: Fill, for key: String, _ load: @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        do {
            let value = try await load()
            end(fill, of: key, with: value)
            return value
        } catch {
            end(fill, of: key, with: nil)
            throw error
        }
    }

    /// - Parameter value: nil after a load that has failed.
    private func end(_ fill: Fill, of key: String, with value: [UInt8]?) {
        let end = clock.now() + timeToLive
        state.withLock { state in
            // Otherwise an invalidation overtook this load: what it read may be what was there before.
            guard state.fills[key] === fill else { return }
            state.fills[key] = nil
            if let value { state.values.insert(value, for: key, until: end) }
        }
        fill.finish(with: value)
    }
}
