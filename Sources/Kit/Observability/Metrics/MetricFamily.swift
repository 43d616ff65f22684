import EventLoops

/// Instruments of one name that differ by their labels, as in `http_requests_total{method="GET"}`.
///
/// A hot path keeps the instrument that it got here. The number of label sets is bounded: what comes later is counted
/// together under `_other`, so that a label fed from outside cannot fill the memory.
public final class MetricFamily<Instrument: MetricInstrument>: Sendable {
    let name: String
    let help: String
    let labelNames: [String]
    private let settings: MetricSettings
    private let limit: Int
    private let instruments = Lock<[[String]: Instrument]>([:])

    init(name: String, help: String, labelNames: [String], settings: MetricSettings, limit: Int) {
        self.name = name
        self.help = help
        self.labelNames = labelNames
        self.settings = settings
        self.limit = limit
    }

    /// The instrument for these label values, in the order of the names.
    public func labelled(_ values: String...) -> Instrument {
        labelled(values)
    }

    /// The instrument for these label values, in the order of the names.
    public func labelled(_ values: [String]) -> Instrument {
        precondition(values.count == labelNames.count, "\(name) has the labels \(labelNames)")
        return instruments.withLock { instruments in
            if let known = instruments[values] { return known }
            let key = instruments.count < limit ? values : values.map { _ in "_other" }
            if let known = instruments[key] { return known }
            let instrument = Instrument(settings: settings)
            instruments[key] = instrument
            return instrument
        }
    }
}

extension MetricFamily: MetricSource {
    var kind: MetricKind { Instrument.kind }

    func series() -> [(labels: [(name: String, value: String)], samples: [MetricSample])] {
        let all = instruments.withLock { $0 }
        return all.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { values, instrument in
            (Array(zip(labelNames, values)), instrument.samples())
        }
    }
}
