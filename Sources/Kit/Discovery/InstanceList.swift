import EventLoops
import Synchronization

/// A list that one task keeps up to date and any thread reads.
public final class InstanceList: InstanceSource {
    private let list: Lock<[Instance]>
    private let changes = Atomic<Int>(1)

    /// Makes a list. One that never changes is what a peer at a fixed address has.
    public init(_ instances: [Instance] = []) {
        list = Lock(instances)
    }

    /// The instances at fixed addresses.
    /// - Parameter addresses: URLs without a path.
    public convenience init(fixed addresses: [String]) {
        self.init(addresses.map(Instance.init(at:)))
    }

    public var version: Int { changes.load(ordering: .acquiring) }

    public var instances: [Instance] { list.withLock { $0 } }

    /// Puts another list in the place of this one.
    /// - Returns: whether it is another one.
    @discardableResult
    public func publish(_ instances: [Instance]) -> Bool {
        let hasChanged = list.withLock { list in
            guard list != instances else { return false }
            list = instances
            return true
        }
        if hasChanged { changes.add(1, ordering: .releasing) }
        return hasChanged
    }
}
