import EventLoops

/// What follows from a text alone and is dear to make, kept for the texts that come again and again. Nothing in it ever
/// grows old; when it is full it begins anew.
public final class Memo<Value: Sendable>: Sendable {
    /// Longer texts are rare, and not worth their room.
    private static var longestKey: Int { 200 }

    private let values = Lock<[String: Value]>([:])
    private let limit: Int

    /// - Parameter limit: how many values it holds.
    public init(limit: Int) {
        self.limit = limit
    }

    public func value(for key: String) -> Value? {
        values.withLock { $0[key] }
    }

    public func keep(_ value: Value, for key: String) {
        guard key.utf8.count <= Self.longestKey else { return }
        // What was there is let go of outside the lock.
        _ = values.withLock { values -> [String: Value] in
            var old: [String: Value] = [:]
            if values.count >= limit { swap(&old, &values) }
            values[key] = value
            return old
        }
    }
}
