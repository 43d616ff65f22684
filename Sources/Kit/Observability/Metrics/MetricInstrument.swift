/// What a metric family consists of: one instrument for each set of label values.
public protocol MetricInstrument: AnyObject, Sendable {
    static var kind: MetricKind { get }
    init(settings: MetricSettings)
    /// The values as of now.
    func samples() -> [MetricSample]
}

/// The kind of a metric, as the exposition names it.
public enum MetricKind: String, Sendable {
    case counter, gauge, histogram
}

/// What the instruments of a family are made with.
public struct MetricSettings: Sendable {
    /// The upper bounds of a histogram, ascending.
    public var buckets: [Double]

    public init(buckets: [Double] = Histogram.requestBuckets) {
        self.buckets = buckets
    }
}

/// One line of the exposition.
public struct MetricSample: Sendable {
    let suffix: String
    let label: (name: String, value: String)?
    let value: Double

    init(suffix: String = "", label: (name: String, value: String)? = nil, value: Double) {
        self.suffix = suffix
        self.label = label
        self.value = value
    }
}
