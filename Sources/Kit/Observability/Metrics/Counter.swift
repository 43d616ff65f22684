import Synchronization

/// A number that only grows: orders placed, requests refused.
public final class Counter: MetricInstrument {
    private let total = Atomic<UInt64>(0)

    public init(settings: MetricSettings = MetricSettings()) {}

    public var value: UInt64 { total.load(ordering: .relaxed) }

    public func increment(by amount: UInt64 = 1) {
        total.wrappingAdd(amount, ordering: .relaxed)
    }

    public static let kind = MetricKind.counter

    public func samples() -> [MetricSample] {
        [MetricSample(value: Double(value))]
    }
}
