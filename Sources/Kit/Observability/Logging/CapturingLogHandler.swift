import EventLoops

/// Keeps lines in memory, so that a test can read what was said.
public final class CapturingLogHandler: LogHandler {
    private let captured = Lock<[LogEntry]>([])

    public init() {}

    public var entries: [LogEntry] {
        captured.withLock { $0 }
    }

    /// All lines in their JSON form: what would have been written.
    public var text: String {
        String(decoding: entries.flatMap { LogLine.json($0, serviceName: "test") }, as: UTF8.self)
    }

    public func write(_ entry: LogEntry) {
        captured.withLock { $0.append(entry) }
    }
}
