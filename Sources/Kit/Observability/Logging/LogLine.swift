import Values

/// A log line as bytes. Nothing that a value holds can end the line, start a new one or reach a terminal as a command:
/// control characters, the C1 range and the Unicode line separators are escaped.
struct LogLine {
    private(set) var bytes: [UInt8] = []

    /// One JSON object, ended by a line feed: fixed keys first, then the metadata in order of their names.
    static func json(_ entry: LogEntry, serviceName: String) -> [UInt8] {
        var line = LogLine()
        line.bytes.reserveCapacity(256)
        line.append(#"{"ts":""#)
        line.append(entry.timestamp.rfc3339)
        line.append(#"","level":""#)
        line.append(entry.level.description)
        line.append(#"","logger":"#)
        line.quote(entry.label)
        line.append(#","msg":"#)
        line.quote(entry.message.description)
        line.append(#","service.name":"#)
        line.value(entry.metadata["service.name"] ?? .string(serviceName))
        if let trace = entry.traceContext {
            line.append(#","trace_id":""#)
            line.append(trace.traceIDText)
            line.append(#"","span_id":""#)
            line.append(trace.spanIDText)
            line.append("\"")
        }
        if let requestID = entry.metadata["request_id"] {
            line.append(#","request_id":"#)
            line.value(requestID)
        }
        for (key, value) in entry.metadata.sorted(by: { $0.key < $1.key }) where !written.contains(key) {
            line.append(",")
            line.quote(reserved.contains(key) ? "metadata." + key : key)
            line.append(":")
            line.value(value)
        }
        line.append("}\n")
        return line.bytes
    }

    /// For people at a terminal: time of day, level, text, then `key=value`.
    static func human(_ entry: LogEntry, colour: Bool) -> [UInt8] {
        var line = LogLine()
        line.append(String(entry.timestamp.rfc3339.dropFirst(11).prefix(12)))
        line.append(colour ? " \(entry.level.colour)" : " ")
        line.append(entry.level.description.uppercased())
        line.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 8 - entry.level.description.count))
        line.append(colour ? "\u{1B}[0m " : " ")
        line.escape(entry.label)
        line.append(": ")
        line.escape(entry.message.description)
        for (key, value) in entry.metadata.sorted(by: { $0.key < $1.key }) {
            line.append("  ")
            line.escape(key)
            line.append("=")
            line.escape(value.description)
        }
        if let trace = entry.traceContext {
            line.append("  trace_id=")
            line.append(trace.traceIDText)
        }
        line.append("\n")
        return line.bytes
    }

    private static let written: Set<String> = ["service.name", "request_id"]
    private static let reserved: Set<String> = ["ts", "level", "logger", "msg", "trace_id", "span_id"]

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func quote(_ text: String) {
        append("\"")
        escape(text)
        append("\"")
    }

    private mutating func value(_ value: LogValue) {
        switch value {
        case .string(let text): quote(text)
        case .integer(let number): append(String(number))
        case .double(let number): append(number.isFinite ? String(number) : "\"\(number)\"")
        case .boolean(let flag): append(flag ? "true" : "false")
        case .list(let values):
            append("[")
            for (index, element) in values.enumerated() {
                if index > 0 { append(",") }
                self.value(element)
            }
            append("]")
        }
    }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }
}

extension Logger.Level {
    fileprivate var colour: String {
        switch self {
        case .trace, .debug: "\u{1B}[2m"
        case .info, .notice: "\u{1B}[32m"
        case .warning: "\u{1B}[33m"
        case .error, .critical: "\u{1B}[31m"
        }
    }
}
