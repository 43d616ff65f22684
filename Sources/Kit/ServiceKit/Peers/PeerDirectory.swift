import EventLoops
import Observability
public import Values

/// What another service knows by id, asked for many at once and remembered for a while.
///
/// It is for what is good to have and can be done without, such as the name beside an id. While the peer is away, what
/// is not remembered is left out, and the peer is left alone for a moment: it holds up one request, and not each.
public struct PeerDirectory<ID: Hashable & Comparable & Sendable, Entry: Sendable>: Sendable {
    /// Asks the peer; who is missing in the answer is unknown there.
    public typealias Ask = @Sendable (_ ids: [ID]) async throws -> [ID: Entry]

    private struct Memory {
        /// An entry that is nil says that the peer knows nobody of this id.
        var entries: [ID: (entry: Entry?, until: Timestamp)] = [:]
        var quietUntil = Timestamp.epoch
    }

    private let lifetime: Duration
    private let pause: Duration
    private let largestCall: Int
    private let capacity: Int
    private let clock: WallClock
    private let ask: Ask
    private let memory = Lock(Memory())

    /// Makes a directory.
    /// - Parameters:
    ///   - lifetime: how much later a change may be seen here than there.
    ///   - pause: how long the peer is left alone after it did not answer.
    ///   - largestCall: how many ids one call takes.
    ///   - capacity: how many entries are remembered; when there are more, all are forgotten.
    public init(
        lifetime: Duration = .seconds(60), pause: Duration = .seconds(2), largestCall: Int = 100,
        capacity: Int = 10_000, clock: WallClock = .system, ask: @escaping Ask
    ) {
        self.lifetime = lifetime
        self.pause = pause
        self.largestCall = largestCall
        self.capacity = capacity
        self.clock = clock
        self.ask = ask
    }

    /// What is remembered, without a call.
    public func remembered(_ id: ID) -> Entry? {
        recall(id) ?? nil
    }

    /// What is known of these ids; who is missing is unknown, or not known just now.
    public func entries(of ids: some Sequence<ID>) async -> [ID: Entry] {
        var found: [ID: Entry] = [:]
        var missing: [ID] = []
        for id in Set(ids) {
            switch recall(id) {
            case .some(let entry): found[id] = entry
            case .none: missing.append(id)
            }
        }
        var rest = missing.sorted()[...]
        while !rest.isEmpty, mayAsk {
            do {
                found.merge(try await fetch(Array(rest.prefix(largestCall)))) { _, new in new }
            } catch is CancellationError {
                break
            } catch {
                Logger.current.warning("a peer is left alone for a moment", error: error)
                memory.withLock { $0.quietUntil = clock.now() + pause }
            }
            rest = rest.dropFirst(largestCall)
        }
        return found
    }

    /// The entry of an id. That the peer knows nobody is not taken from memory: it may have changed.
    /// - Throws: what the call threw.
    public func entry(of id: ID) async throws -> Entry? {
        if let entry = remembered(id) { return entry }
        return try await fetch([id])[id]
    }

    /// Forgets an id, as that of somebody who has left.
    public func forget(_ id: ID) {
        memory.withLock { _ = $0.entries.removeValue(forKey: id) }
    }

    private var mayAsk: Bool {
        let now = clock.now()
        return memory.withLock { $0.quietUntil <= now }
    }

    /// Nil if nothing is remembered; an entry of nil if it is remembered that there is none.
    private func recall(_ id: ID) -> Entry?? {
        let now = clock.now()
        return memory.withLock { memory in
            guard let known = memory.entries[id], known.until > now else { return nil }
            return .some(known.entry)
        }
    }

    private func fetch(_ ids: [ID]) async throws -> [ID: Entry] {
        let answer = try await ask(ids)
        let until = clock.now() + lifetime
        memory.withLock { memory in
            if memory.entries.count + ids.count > capacity { memory.entries.removeAll(keepingCapacity: true) }
            for id in ids { memory.entries[id] = (answer[id], until) }
        }
        return answer
    }
}
