import EventLoops
import Glibc

/// Writes lines to the standard output: JSON, or a readable form where that is a terminal.
public struct StandardOutputLogHandler: LogHandler {
    /// How lines look.
    public enum Format: Sendable {
        case json, human
    }

    private let format: Format
    private let colour: Bool
    private let serviceName: String
    private let descriptor: Int32
    // Two threads at once could interleave their bytes where a pipe takes a line in two pieces.
    private let turn = LineTurn()

    /// - Parameters:
    ///   - format: the terminal decides where none is given.
    ///   - serviceName: stands in lines whose logger does not name a service of its own.
    public init(format: Format? = nil, serviceName: String = "souk", descriptor: Int32 = 1) {
        let terminal = isatty(descriptor) == 1
        self.format = format ?? (terminal ? .human : .json)
        colour = terminal
        self.serviceName = serviceName
        self.descriptor = descriptor
    }

    public func write(_ entry: LogEntry) {
        let line =
            switch format {
            case .json: LogLine.json(entry, serviceName: serviceName)
            case .human: LogLine.human(entry, colour: colour)
            }
        turn.take { writeAll(line, to: descriptor) }
    }
}

/// A lock around nothing but the order of lines.
private final class LineTurn: Sendable {
    private let lock = Lock(())

    func take(_ body: () -> Void) {
        lock.withLock { _ in body() }
    }
}
