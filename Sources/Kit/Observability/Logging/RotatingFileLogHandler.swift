import FoundationEssentials

/// Keeps lines in three files of a folder: `debug.log` has all, `info.log` what is at least `info`, `error.log` at least
/// `error`. Each takes 5 MiB, and five older ones are kept beside it.
public struct RotatingFileLogHandler: LogHandler {
    private let serviceName: String
    private let files: [(least: Logger.Level, file: RotatingFile)]

    /// - Throws: if the folder cannot be made.
    public init(
        directory: String, serviceName: String = "souk", maximumBytes: Int = 5 * 1024 * 1024, kept: Int = 5
    ) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        self.serviceName = serviceName
        files = [(.trace, "debug"), (.info, "info"), (.error, "error")].map { least, name in
            (least, RotatingFile(path: "\(directory)/\(name).log", maximumBytes: maximumBytes, kept: kept))
        }
    }

    public func write(_ entry: LogEntry) {
        let line = LogLine.json(entry, serviceName: serviceName)
        for (least, file) in files where entry.level >= least {
            file.append(line)
        }
    }
}
