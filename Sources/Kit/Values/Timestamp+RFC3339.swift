extension Timestamp: Codable, CustomStringConvertible, LosslessStringConvertible {
    /// `2026-11-20T15:00:00.123456Z`; always UTC, always six digits of fraction, so that texts sort like moments.
    public var rfc3339: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        appendRFC3339(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    public var description: String { rfc3339 }

    /// Writes the same text as ``rfc3339`` without making a string.
    public func appendRFC3339(to bytes: inout [UInt8]) {
        bytes.append(atMost: Self.rfc3339Room, writeRFC3339)
    }

    /// The room that ``writeRFC3339(to:)`` needs: a year has six digits at most, and a sign.
    public static let rfc3339Room = 32

    /// Writes the same text as ``rfc3339`` into memory of ``rfc3339Room`` bytes, and says how long it is.
    public func writeRFC3339(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let (seconds, fraction) = microseconds.flooringDivision(by: 1_000_000)
        let (days, secondOfDay) = seconds.flooringDivision(by: 86_400)
        let date = CivilDate(daysSinceEpoch: Int(days))
        let time = Int(secondOfDay)
        let micros = Int(fraction)
        var text = ASCIIWriter(buffer)
        if (0..<10_000).contains(date.year) {
            text.putTwoDigits(of: date.year / 100)
            text.putTwoDigits(of: date.year)
        } else {
            if date.year < 0 { text.put("-") }
            text.put(UInt64(date.year.magnitude))
        }
        text.put("-")
        text.putTwoDigits(of: date.month)
        text.put("-")
        text.putTwoDigits(of: date.day)
        text.put("T")
        text.putTwoDigits(of: time / 3_600)
        text.put(":")
        text.putTwoDigits(of: time / 60 % 60)
        text.put(":")
        text.putTwoDigits(of: time % 60)
        text.put(".")
        text.putTwoDigits(of: micros / 10_000)
        text.putTwoDigits(of: micros / 100)
        text.putTwoDigits(of: micros)
        text.put("Z")
        return text.count
    }

    /// Reads a date and time with an offset, as RFC 3339 writes it; digits beyond the microsecond are cut.
    public init?(rfc3339 text: some StringProtocol) {
        var reader = RFC3339Reader(text.utf8)
        guard let moment = reader.read() else { return nil }
        self = moment
    }

    public init?(_ description: String) {
        self.init(rfc3339: description)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let moment = Timestamp(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be a date and time as in RFC 3339")
        }
        self = moment
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}

/// Takes a date and time apart from left to right.
private struct RFC3339Reader {
    /// From year 0 to the end of year 9999.
    private static let writableSeconds = Int64(-62_167_219_200)..<Int64(253_402_300_800)

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some Collection<UInt8>) {
        bytes = Array(text)
    }

    mutating func read() -> Timestamp? {
        guard bytes.count >= 20, bytes.count <= 64 else { return nil }
        guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"),
            let day = number(digits: 2), take("T") || take("t"),
            let hour = number(digits: 2), take(":"), let minute = number(digits: 2), take(":"),
            let second = number(digits: 2), let fraction = fraction(), let offset = offset(),
            position == bytes.count
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.exists, hour < 24, minute < 60, second < 60 else { return nil }
        let seconds = Int64(date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset)
        // With an offset a moment can lie in a year that RFC 3339 cannot write: then it could not be written again.
        guard Self.writableSeconds.contains(seconds) else { return nil }
        return Timestamp(microseconds: seconds * 1_000_000 + Int64(fraction))
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func digit() -> Int? {
        guard position < bytes.count, case let byte = bytes[position], (0x30...0x39).contains(byte) else { return nil }
        position += 1
        return Int(byte) - 0x30
    }

    private mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }

    private mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        var value = 0
        var count = 0
        while let next = digit() {
            if count < 6 { value = value * 10 + next }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 6)..<6 { value *= 10 }
        return value
    }

    private mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(digits: 2), take(":"), let minutes = number(digits: 2),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
