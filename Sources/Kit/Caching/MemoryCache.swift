public import EventLoops
import Observability
public import Values

/// The cache of a single process: bounded in bytes, the least recently used goes first.
///
/// It is shared by the loops behind one lock, which is held for a look into a table. A key that is missing is loaded
/// once, however many ask; the others wait for that load. Scopes are numbers that grow: a value is of the version that
/// its scopes' numbers add up to.
public final class MemoryCache: Cache {
    private struct State {
        var values: LeastRecentlyUsed
        var fills: [String: VersionedFill] = [:]
        var versions = [UInt64](repeating: 0, count: 8)

        /// No two moments between which a scope was invalidated have the same sum.
        func version(_ scopes: CacheScopes) -> UInt64 {
            var version = versions[7]
            var rest = scopes.rawValue & 0x7F
            while rest != 0 {
                version += versions[rest.trailingZeroBitCount]
                rest &= rest - 1
            }
            return version
        }
    }

    private struct VersionedFill {
        let fill: Fill
        let version: UInt64
    }

    private let state: Lock<State>
    public let isOff: Bool
    public let isShared = false
    private let timeToLive: Duration
    private let clock: WallClock

    public init(limits: CacheLimits = CacheLimits(), clock: WallClock = .system) {
        state = Lock(State(values: LeastRecentlyUsed(limit: limits.bytes)))
        isOff = limits.bytes <= 0
        timeToLive = limits.timeToLive
        self.clock = clock
    }

    /// How much it holds at this moment, by its own reckoning; also what has grown old and was not asked for since.
    public var bytes: Int { state.withLock { $0.values.bytes } }

    /// How many values it holds.
    public var count: Int { state.withLock { $0.values.count } }

    public func getAtHand(_ key: CacheKey) -> [UInt8]? {
        guard !isOff else { return nil }
        let now = clock.now()
        return state.withLock { $0.values.find(key.text, version: $0.version(key.scopes), at: now) }
    }

    public func get(_ key: CacheKey) async -> [UInt8]? {
        getAtHand(key)
    }

    public func invalidate(_ keys: [CacheKey], _ scopes: CacheScopes) {
        state.withLock { state in
            for key in keys {
                state.values.remove(key.text)
                // The load goes on for those who wait for it; who asks from now on begins a new one.
                state.fills[key.text] = nil
            }
            for number in scopes.numbers { state.versions[number] += 1 }
        }
    }

    public func valueAtHand(for key: CacheKey, load: () throws -> Attempt<[UInt8]>) throws -> Attempt<[UInt8]> {
        guard !isOff else { return try load() }
        switch step(for: key) {
        case .found(let value):
            return .done(value)
        case .wait(let fill):
            // To wait for another's load takes a task; one that ends within its call is over sooner.
            return fill.isPromised ? .impossible : try load()
        case .load(let fill):
            // A hit at hand is the commonest thing there is, and is told by nothing being told.
            RequestRecording.current?.note(.cache(.miss), since: .now)
            let attempt: Attempt<[UInt8]>
            do {
                attempt = try load()
            } catch {
                end(fill, of: key, with: nil)
                throw error
            }
            return keeping(attempt, for: key, fill)
        }
    }

    private func keeping(_ attempt: Attempt<[UInt8]>, for key: CacheKey, _ fill: Fill) -> Attempt<[UInt8]> {
        switch attempt {
        case .done(let value):
            end(fill, of: key, with: value)
            return attempt
        case .impossible:
            end(fill, of: key, with: nil)
            return attempt
        case .promised(let promise):
            fill.bePromised()
            let kept = Promise<[UInt8]>()
            promise.whenEnded { [self] value in
                end(fill, of: key, with: value)
                kept.end(with: value)
            }
            return .promised(kept)
        }
    }

    public func value(
        for key: CacheKey, load: @escaping @Sendable () async throws -> [UInt8]
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

    private func step(for key: CacheKey) -> Step {
        let now = clock.now()
        return state.withLock { state in
            let version = state.version(key.scopes)
            if let value = state.values.find(key.text, version: version, at: now) { return .found(value) }
            if let under = state.fills[key.text], under.version == version { return .wait(under.fill) }
            let fill = Fill()
            state.fills[key.text] = VersionedFill(fill: fill, version: version)
            return .load(fill)
        }
    }

    private func run(
        _ fill: Fill, for key: CacheKey, _ load: @Sendable () async throws -> [UInt8]
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
    private func end(_ fill: Fill, of key: CacheKey, with value: [UInt8]?) {
        let end = clock.now() + timeToLive
        state.withLock { state in
            // Otherwise an invalidation overtook this load: what it read may be what was there before.
            guard let own = state.fills[key.text], own.fill === fill else { return }
            state.fills[key.text] = nil
            if let value, own.version == state.version(key.scopes) {
                state.values.insert(value, for: key.text, version: own.version, until: end)
            }
        }
        fill.finish(with: value)
    }
}
