import Synchronization

/// A number that goes up and down: requests under way, events waiting.
public final class Gauge: MetricInstrument {
    private let bits = Atomic<UInt64>(0)

    public init(settings: MetricSettings = MetricSettings()) {}

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    public func set(_ value: Double) {
        bits.store(value.bitPattern, ordering: .relaxed)
    }

    public func increment(by amount: Double = 1) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }

    public func decrement(by amount: Double = 1) {
        increment(by: -amount)
    }

    public static let kind = MetricKind.gauge

    public func samples() -> [MetricSample] {
        [MetricSample(value: value)]
    }
}
