/// Where the process's lines go. Until `bootstrap`, lines from `info` on go to the standard output.
public enum LogSystem {
    static let sink = LogSink(level: .info, handlers: [StandardOutputLogHandler()])

    /// Sets destinations and level of every logger, also of those that exist already.
    public static func bootstrap(_ handlers: [any LogHandler], level: Logger.Level) {
        sink.configure(level: level, handlers: handlers)
    }

    /// The least level that is written; may change while the process runs.
    public static var level: Logger.Level {
        get { sink.level }
        set { sink.setLevel(newValue) }
    }
}
