/// What a registry asks for its values: a family, or a closure that reads a number where it lies.
protocol MetricSource: Sendable {
    var name: String { get }
    var help: String { get }
    var kind: MetricKind { get }
    func series() -> [(labels: [(name: String, value: String)], samples: [MetricSample])]
}

/// A number that is read when somebody asks, as the size of a queue.
struct ObservedMetric: MetricSource {
    let name: String
    let help: String
    let kind: MetricKind
    let read: @Sendable () -> Double?

    func series() -> [(labels: [(name: String, value: String)], samples: [MetricSample])] {
        guard let value = read() else { return [] }
        return [([], [MetricSample(value: value)])]
    }
}
