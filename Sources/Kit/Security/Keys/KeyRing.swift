import EventLoops
import Synchronization

/// The keys in force, which may be exchanged while the process runs.
public final class KeyRing: Sendable {
    private let keys: Lock<KeySet>
    private let changes = Atomic<Int>(0)

    public init(_ keys: KeySet) {
        self.keys = Lock(keys)
    }

    public var current: KeySet { keys.withLock { $0 } }

    /// Puts other keys in force. What was verified by the old ones is forgotten.
    public func replace(with keys: KeySet) {
        self.keys.withLock { $0 = keys }
        changes.add(1, ordering: .releasing)
    }

    /// Grows with each change, so that caches see that they are out of date.
    var generation: Int { changes.load(ordering: .acquiring) }
}
