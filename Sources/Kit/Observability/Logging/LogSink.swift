import EventLoops
import Synchronization

/// What loggers share: the level, read on every call and therefore atomic, and the handlers behind it.
final class LogSink: Sendable {
    private let threshold: Atomic<UInt8>
    private let handlers: Lock<[any LogHandler]>

    init(level: Logger.Level, handlers: [any LogHandler]) {
        threshold = Atomic(level.rawValue)
        self.handlers = Lock(handlers)
    }

    var level: Logger.Level {
        Logger.Level(rawValue: threshold.load(ordering: .relaxed)) ?? .info
    }

    func isEnabled(_ level: Logger.Level) -> Bool {
        level.rawValue >= threshold.load(ordering: .relaxed)
    }

    func configure(level: Logger.Level, handlers: [any LogHandler]) {
        self.handlers.withLock { $0 = handlers }
        setLevel(level)
    }

    func setLevel(_ level: Logger.Level) {
        threshold.store(level.rawValue, ordering: .relaxed)
    }

    func write(_ entry: LogEntry) {
        for handler in handlers.withLock({ $0 }) {
            handler.write(entry)
        }
    }
}
