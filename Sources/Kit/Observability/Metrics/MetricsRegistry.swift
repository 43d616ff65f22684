import EventLoops

/// The metrics of a service, written out for Prometheus.
///
///     let placed = registry.counter("orders_placed_total", help: "Orders that were accepted.")
///     placed.increment()
///
/// Asking twice for a name gives the same metric. Names follow Prometheus: base units, `_total` for counters.
public final class MetricsRegistry: Sendable {
    /// What belongs to nobody in particular.
    public static let process = MetricsRegistry()

    private let sources = Lock<[String: any MetricSource]>([:])

    public init() {}

    public func counter(_ name: String, help: String) -> Counter {
        counter(name, help: help, labels: []).labelled([])
    }

    public func counter(_ name: String, help: String, labels: [String]) -> MetricFamily<Counter> {
        family(name, help, labels, MetricSettings())
    }

    public func gauge(_ name: String, help: String) -> Gauge {
        gauge(name, help: help, labels: []).labelled([])
    }

    public func gauge(_ name: String, help: String, labels: [String]) -> MetricFamily<Gauge> {
        family(name, help, labels, MetricSettings())
    }

    public func histogram(
        _ name: String, help: String, buckets: [Double] = Histogram.requestBuckets
    ) -> Histogram {
        histogram(name, help: help, labels: [], buckets: buckets).labelled([])
    }

    public func histogram(
        _ name: String, help: String, labels: [String], buckets: [Double] = Histogram.requestBuckets
    ) -> MetricFamily<Histogram> {
        family(name, help, labels, MetricSettings(buckets: buckets))
    }

    /// A number that is read at each scrape; nil leaves it out.
    public func observe(
        _ name: String, help: String, kind: MetricKind = .gauge, _ read: @escaping @Sendable () -> Double?
    ) {
        precondition(Self.isName(name), "\(name) is no metric name")
        sources.withLock { $0[name] = ObservedMetric(name: name, help: help, kind: kind, read: read) }
    }

    /// All metrics, in order of their names, in the text format 0.0.4.
    public func prometheusText() -> [UInt8] {
        PrometheusText.write(sources.withLock { $0.values.sorted { $0.name < $1.name } })
    }

    private func family<Instrument>(
        _ name: String, _ help: String, _ labels: [String], _ settings: MetricSettings
    ) -> MetricFamily<Instrument> {
        precondition(Self.isName(name) && labels.allSatisfy(Self.isName), "\(name) is no metric name")
        return sources.withLock { sources in
            if let known = sources[name] {
                guard let family = known as? MetricFamily<Instrument>, family.labelNames == labels else {
                    preconditionFailure("\(name) exists as another kind of metric")
                }
                return family
            }
            let family = MetricFamily<Instrument>(
                name: name, help: help, labelNames: labels, settings: settings, limit: Self.seriesLimit)
            sources[name] = family
            return family
        }
    }

    /// The most label sets of one metric.
    static let seriesLimit = 1_000

    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
        return name.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
        }
    }
}
