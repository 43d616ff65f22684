extension Money: Codable, LosslessStringConvertible {
    /// Reads `999`, `999.9` or `999.99`: no sign, no exponent, no blank, no third decimal.
    public init?(decimal text: some StringProtocol) {
        var units: Int64 = 0
        var wholeDigits = 0
        var decimals: Int?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if let count = decimals { decimals = count + 1 } else { wholeDigits += 1 }
                // No amount has more, and so many cannot overflow.
                guard wholeDigits <= 10, (decimals ?? 0) <= 2 else { return nil }
                units = units * 10 + Int64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: ".") where decimals == nil && wholeDigits > 0:
                decimals = 0
            default:
                return nil
            }
        }
        guard wholeDigits > 0, decimals != 0 else { return nil }
        for _ in (decimals ?? 0)..<2 { units *= 10 }
        self.init(minorUnits: units)
    }

    public init?(_ description: String) {
        self.init(decimal: description)
    }

    /// `999.99`, always with two decimals.
    public var description: String {
        var bytes: [UInt8] = []
        appendDecimal(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes ``description`` without making a string.
    public func appendDecimal(to bytes: inout [UInt8]) {
        bytes.append(atMost: Self.decimalRoom, writeDecimal)
    }

    /// The room that ``writeDecimal(to:)`` needs: a sign, 17 digits, a point and two more.
    public static let decimalRoom = 24

    /// Writes ``description`` into memory of ``decimalRoom`` bytes, and says how long it is.
    public func writeDecimal(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var text = ASCIIWriter(buffer)
        if minorUnits < 0 { text.put("-") }
        let (whole, cents) = minorUnits.magnitude.quotientAndRemainder(dividingBy: 100)
        text.put(whole)
        text.put(".")
        text.putTwoDigits(of: Int(cents))
        return text.count
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let amount = Money(decimal: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be a decimal with at most two places, up to \(Money.maximum)")
        }
        self = amount
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
