/// A value beside a log message. Text is escaped when it is written, so that no value can forge a line.
public enum LogValue: Hashable, Sendable {
    case string(String)
    case integer(Int64)
    case double(Double)
    case boolean(Bool)
    case list([LogValue])
}

extension LogValue {
    /// What a value says about itself; secrets say `<redacted>`.
    public init(describing value: some Any) {
        self = .string(String(describing: value))
    }

    /// A whole number, written without quotes.
    public init(_ number: some BinaryInteger) {
        self = .integer(Int64(clamping: number))
    }
}

extension LogValue: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension LogValue: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) {
        self = .integer(value)
    }
}

extension LogValue: ExpressibleByFloatLiteral {
    public init(floatLiteral value: Double) {
        self = .double(value)
    }
}

extension LogValue: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Bool) {
        self = .boolean(value)
    }
}

extension LogValue: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: LogValue...) {
        self = .list(elements)
    }
}

extension LogValue: CustomStringConvertible {
    public var description: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .boolean(let flag): String(flag)
        case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        }
    }
}
