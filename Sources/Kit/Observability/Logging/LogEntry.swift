public import Values

/// One line on its way to the handlers.
public struct LogEntry: Sendable {
    /// When it was written.
    public let timestamp: Timestamp
    public let level: Logger.Level
    /// The logger's label.
    public let label: String
    /// The static text.
    public let message: StaticString
    public let metadata: Logger.Metadata
    /// The request or message that was being worked on.
    public let traceContext: TraceContext?

    init(
        timestamp: Timestamp = WallClock.system.now(), level: Logger.Level, label: String, message: StaticString,
        metadata: Logger.Metadata = [:], traceContext: TraceContext? = nil
    ) {
        self.timestamp = timestamp
        self.level = level
        self.label = label
        self.message = message
        self.metadata = metadata
        self.traceContext = traceContext
    }
}
