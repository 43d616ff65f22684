/// A destination of log lines. It is called from every thread and must not call a logger itself.
public protocol LogHandler: Sendable {
    /// Takes a line whose level is switched on.
    func write(_ entry: LogEntry)
}
