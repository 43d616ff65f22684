import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: Sendable {
    private let microseconds: Atomic<Int64>

    public init(_ start: Timestamp = Timestamp(seconds: 1_780_000_000)) {
        microseconds = Atomic(start.microseconds)
    }

    public var now: Timestamp { Timestamp(microseconds: microseconds.load(ordering: .sequentiallyConsistent)) }

    public func advance(by duration: Duration) {
        microseconds.wrappingAdd(duration.wholeMicroseconds, ordering: .sequentiallyConsistent)
    }

    public func set(_ moment: Timestamp) {
        microseconds.store(moment.microseconds, ordering: .sequentiallyConsistent)
    }

    public var wallClock: WallClock { WallClock { self.now } }
}
