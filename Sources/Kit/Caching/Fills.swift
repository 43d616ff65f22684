import EventLoops

/// Loads that are under way, each once for all who want the same.
public final class Fills<ID: Hashable & Sendable>: Sendable {
    private let fills = Lock<[ID: Fill]>([:])

    public init() {}

    /// What `load` gives, or what another's load gives that began under the same identity and has not ended.
    /// - Parameters:
    ///   - id: has to tell a load from one that began before a change.
    ///   - wait: called when there is another's load to wait for.
    public func value(
        for id: ID, waiting wait: () -> Void, load: () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        while true {
            let (fill, isMine) = join(id)
            if isMine { return try await run(fill, for: id, load) }
            wait()
            // Nil: that load failed, perhaps for a reason of its own, as its caller's deadline. Try for oneself.
            if let value = try await fill.value() { return value }
        }
    }

    private func join(_ id: ID) -> (fill: Fill, isMine: Bool) {
        fills.withLock { fills in
            if let fill = fills[id] { return (fill, false) }
            let fill = Fill()
            fills[id] = fill
            return (fill, true)
        }
    }

    private func run(_ fill: Fill, for id: ID, _ load: () async throws -> [UInt8]) async throws -> [UInt8] {
        var value: [UInt8]?
        defer {
            fills.withLock { $0[id] = nil }
            fill.finish(with: value)
        }
        let loaded = try await load()
        value = loaded
        return loaded
    }
}
