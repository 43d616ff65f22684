import Synchronization

/// A number that tests count in from any thread.
public final class Tally: Sendable {
    private let number: Atomic<Int>

    public init(_ start: Int = 0) { number = Atomic(start) }

    public var value: Int { number.load(ordering: .sequentiallyConsistent) }

    public func add(_ amount: Int = 1) { number.add(amount, ordering: .sequentiallyConsistent) }

    public func set(_ value: Int) { number.store(value, ordering: .sequentiallyConsistent) }
}
