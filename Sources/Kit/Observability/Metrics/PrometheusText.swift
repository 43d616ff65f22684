/// The text format that Prometheus scrapes, version 0.0.4.
public enum PrometheusText {
    /// The content type of the exposition.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    static func write(_ sources: [any MetricSource]) -> [UInt8] {
        var text = ""
        for source in sources {
            let series = source.series()
            guard !series.isEmpty else { continue }
            text += "# HELP \(source.name) \(escape(source.help, quotes: false))\n"
            text += "# TYPE \(source.name) \(source.kind.rawValue)\n"
            for (labels, samples) in series {
                for sample in samples {
                    text += source.name + sample.suffix
                    text += format(sample.label.map { labels + [$0] } ?? labels)
                    text += " \(number(sample.value))\n"
                }
            }
        }
        return Array(text.utf8)
    }

    /// Whole numbers without a fraction, infinity as `+Inf`.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }

    private static func format(_ labels: [(name: String, value: String)]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escape($0.value, quotes: true))\"" }.joined(separator: ",") + "}"
    }

    private static func escape(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
