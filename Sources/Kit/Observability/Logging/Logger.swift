/// Writes structured lines: a static text, and what varies beside it as metadata.
///
/// The message is a `StaticString` on purpose: lines of one kind can be counted and searched, and what comes from
/// outside travels as a value that is escaped. A level that is switched off costs one atomic load; its metadata is
/// never built.
///
///     logger.info("order placed", metadata: ["order.id": "\(order.id)"])
public struct Logger: Sendable {
    /// What stands beside a message; keys are dotted, as in `order.id`.
    public typealias Metadata = [String: LogValue]

    /// The logger of the work under way, for code that is too deep to be handed one.
    @TaskLocal public static var current = Logger(label: "souk")

    /// Says which part of the system speaks, as in `catalog.stock`.
    public let label: String

    /// The request or message that is being worked on; `TraceContext.current` where none is set.
    public var traceContext: TraceContext?

    /// The request that is being worked on. Not in the metadata, so that a request allocates no dictionary for it.
    public var requestID: String?

    private var metadata: Metadata = [:]
    private let sink: LogSink

    /// A logger that writes to the handlers of `LogSystem`.
    public init(label: String) {
        self.init(label: label, sink: LogSystem.sink)
    }

    /// A logger with handlers of its own, for tests.
    public init(label: String, level: Level = .trace, handlers: [any LogHandler]) {
        self.init(label: label, sink: LogSink(level: level, handlers: handlers))
    }

    private init(label: String, sink: LogSink) {
        self.label = label
        self.sink = sink
    }

    /// Another part of the system, with the same destination and metadata.
    public func labelled(_ label: String) -> Logger {
        var copy = Logger(label: label, sink: sink)
        copy.metadata = metadata
        copy.traceContext = traceContext
        copy.requestID = requestID
        return copy
    }

    /// A value that is written with each line of this logger.
    public subscript(metadataKey key: String) -> LogValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Whether a line of this level would be written.
    public func isEnabled(_ level: Level) -> Bool {
        sink.isEnabled(level)
    }

    /// Writes a line, if its level is switched on.
    public func log(
        _ level: Level, _ message: StaticString, error: (any Error)? = nil,
        metadata: @autoclosure () -> Metadata = [:]
    ) {
        guard sink.isEnabled(level) else { return }
        write(level, message, error: error, metadata: metadata())
    }

    @inline(never)
    private func write(_ level: Level, _ message: StaticString, error: (any Error)?, metadata own: Metadata) {
        var all = metadata.isEmpty ? own : metadata.merging(own) { _, new in new }
        if let requestID { all["request_id"] = .string(requestID) }
        if let error {
            all["error.type"] = .string(String(reflecting: type(of: error)))
            all["error.message"] = .string(String(reflecting: error))
        }
        sink.write(
            LogEntry(
                level: level, label: label, message: message, metadata: all,
                traceContext: traceContext ?? TraceContext.current))
    }
}
