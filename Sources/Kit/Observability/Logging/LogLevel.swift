extension Logger {
    /// How much a line matters. The order is that of swift-log: `trace` is the least, `critical` the most.
    public enum Level: UInt8, CaseIterable, Comparable, Sendable, LosslessStringConvertible {
        case trace, debug, info, notice, warning, error, critical

        /// Reads a level from configuration, in any case: `DEBUG`, `info`, `Warn`.
        public init?(_ description: String) {
            let name = description.lowercased()
            guard let level = Self.allCases.first(where: { $0.description == name || $0.description.hasPrefix(name) }),
                name.utf8.count >= 4
            else { return nil }
            self = level
        }

        /// The name as it stands in a log line.
        public var description: String {
            switch self {
            case .trace: "trace"
            case .debug: "debug"
            case .info: "info"
            case .notice: "notice"
            case .warning: "warning"
            case .error: "error"
            case .critical: "critical"
            }
        }

        public static func < (left: Self, right: Self) -> Bool {
            left.rawValue < right.rawValue
        }
    }
}
