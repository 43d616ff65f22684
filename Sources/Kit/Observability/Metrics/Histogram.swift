import EventLoops

/// How observations, most often seconds, spread over buckets.
public final class Histogram: MetricInstrument {
    /// The buckets that the OpenTelemetry conventions advise for requests, in seconds.
    public static let requestBuckets: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ]

    private struct State {
        /// One a bound, and one beyond the last; not yet summed up.
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Lock<State>

    public init(settings: MetricSettings = MetricSettings()) {
        bounds = settings.buckets
        state = Lock(State(counts: Array(repeating: 0, count: settings.buckets.count + 1)))
    }

    public func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.counts[bucket] += 1
            $0.sum += value
        }
    }

    /// Records a duration in seconds.
    public func record(_ duration: Duration) {
        let parts = duration.components
        record(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
    }

    public var count: UInt64 { state.withLock { $0.counts.reduce(0, +) } }
    public var sum: Double { state.withLock { $0.sum } }

    public static let kind = MetricKind.histogram

    public func samples() -> [MetricSample] {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var result: [MetricSample] = []
        var running: UInt64 = 0
        for (bound, count) in zip(bounds + [.infinity], counts) {
            running += count
            result.append(
                MetricSample(suffix: "_bucket", label: ("le", PrometheusText.number(bound)), value: Double(running)))
        }
        result.append(MetricSample(suffix: "_sum", value: sum))
        result.append(MetricSample(suffix: "_count", value: Double(running)))
        return result
    }
}
