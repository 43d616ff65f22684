/// Reads comma-separated values as RFC 4180 writes them, piece by piece: whatever the file's size, only one record is
/// kept.
///
///     var reader = CSVReader()
///     while let bytes = try file.next() {
///         for line in reader.read(bytes) { … }
///     }
///     for line in reader.finish() { … }
///
/// It is strict: nothing is guessed. It takes both kinds of line ends, a byte order mark, a last line without an end,
/// and passes over lines with nothing in them. The first record says how many fields each has.
public struct CSVReader: Sendable {
    /// How much one record may hold.
    public struct Limits: Sendable {
        public var fieldBytes = 1 << 20
        public var recordBytes = 4 << 20
        public var fields = 1024

        public init() {}
    }

    /// A record, or what is wrong with it.
    public typealias Line = Result<CSVRecord, CSVError>

    private enum State {
        case fieldStart, plain, quoted, quoteInQuotes, carriageReturn, over
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    private let limits: Limits
    private var state = State.fieldStart
    /// How much of the byte order mark has come; nil behind it.
    private var markLength: Int? = 0
    private var here = CSVPosition(line: 1, column: 1)
    /// The record under way: its bytes, where its fields end in them, and where each of them begins in the file.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var starts = [CSVPosition(line: 1, column: 1)]
    private var hasQuotes = false
    private var width: Int?
    private var lines: [Line] = []

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Takes the next bytes of the file, and gives the records that are complete. After an error that is not local
    /// there are no more.
    public mutating func read(_ chunk: [UInt8]) -> [Line] {
        for byte in chunk { take(byte) }
        return taken()
    }

    /// Says that there are no more bytes, and gives what was left.
    public mutating func finish() -> [Line] {
        passIncompleteMark()
        switch state {
        case .quoted: fail(.openQuote, at: starts[ends.count])
        case .carriageReturn: fail(.strayCarriageReturn, at: here)
        case .fieldStart, .plain, .quoteInQuotes: endRecord()
        case .over: break
        }
        state = .over
        return taken()
    }

    private mutating func taken() -> [Line] {
        defer { lines.removeAll() }
        return lines
    }

    private mutating func take(_ byte: UInt8) {
        if let length = markLength {
            if byte == Self.mark[length] {
                markLength = length + 1 == Self.mark.count ? nil : length + 1
                return
            }
            passIncompleteMark()
        }
        let position = here
        if byte == Self.lineFeed {
            here = CSVPosition(line: here.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 {
            here.column += 1
        }
        read(byte, at: position)
    }

    /// What began like a byte order mark is content.
    private mutating func passIncompleteMark() {
        guard let length = markLength else { return }
        markLength = nil
        for byte in Self.mark.prefix(length) { take(byte) }
    }

    private mutating func read(_ byte: UInt8, at position: CSVPosition) {
        switch state {
        case .quoted:
            if byte == Self.quote { state = .quoteInQuotes } else { append(byte, at: position) }
        case .quoteInQuotes where byte == Self.quote:
            append(byte, at: position)
            if state != .over { state = .quoted }
        case .carriageReturn:
            if byte == Self.lineFeed { endRecord() } else { fail(.strayCarriageReturn, at: position) }
        case .over:
            break
        case .fieldStart, .plain, .quoteInQuotes:
            readUnquoted(byte, at: position)
        }
    }

    private mutating func readUnquoted(_ byte: UInt8, at position: CSVPosition) {
        switch byte {
        case Self.comma: endField(at: position)
        case Self.lineFeed: endRecord()
        case Self.carriageReturn: state = .carriageReturn
        case Self.quote where state == .fieldStart:
            state = .quoted
            hasQuotes = true
        case Self.quote: fail(.strayQuote, at: position)
        default:
            guard state != .quoteInQuotes else { return fail(.textAfterQuote, at: position) }
            state = .plain
            append(byte, at: position)
        }
    }

    private mutating func append(_ byte: UInt8, at position: CSVPosition) {
        guard bytes.count - (ends.last ?? 0) < limits.fieldBytes else {
            return fail(.fieldTooLong(limit: limits.fieldBytes), at: starts[ends.count])
        }
        guard bytes.count < limits.recordBytes else {
            return fail(.recordTooLong(limit: limits.recordBytes), at: starts[0])
        }
        bytes.append(byte)
    }

    private mutating func endField(at position: CSVPosition) {
        guard ends.count + 1 < limits.fields else {
            return fail(.tooManyFields(limit: limits.fields), at: position)
        }
        ends.append(bytes.count)
        starts.append(here)
        state = .fieldStart
    }

    private mutating func endRecord() {
        let isBlank = ends.isEmpty && bytes.isEmpty && !hasQuotes
        if !isBlank {
            ends.append(bytes.count)
            lines.append(record())
        }
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        starts = [here]
        hasQuotes = false
        state = .fieldStart
    }

    private mutating func record() -> Line {
        var fields: [CSVField] = []
        fields.reserveCapacity(ends.count)
        var start = 0
        for (end, position) in zip(ends, starts) {
            guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
                if width == nil { width = ends.count }
                return .failure(CSVError(.invalidUTF8, at: position, field: fields.count + 1))
            }
            fields.append(CSVField(text, at: position))
            start = end
        }
        let expected = width ?? fields.count
        width = expected
        guard fields.count == expected else {
            let kind = CSVError.Kind.fieldCount(expected: expected, found: fields.count)
            return .failure(CSVError(kind, at: starts[0], field: fields.count))
        }
        return .success(CSVRecord(fields))
    }

    private mutating func fail(_ kind: CSVError.Kind, at position: CSVPosition) {
        lines.append(.failure(CSVError(kind, at: position, field: ends.count + 1)))
        state = .over
    }
}
