/// A number as it was written: no digit of it is lost, and who reads it decides what it must be.
public struct JSONNumber: Hashable, Sendable, CustomStringConvertible {
    /// Valid by RFC 8259.
    public let text: String

    init(validated text: String) {
        self.text = text
    }

    public init(_ number: some FixedWidthInteger) {
        text = String(number)
    }

    /// Nil for what JSON has no number for: infinities and not-a-number.
    public init?(_ number: Double) {
        guard number.isFinite else { return nil }
        text = number.description
    }

    public var description: String { text }
    public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
    public var isIntegral: Bool { Int64(text) != nil || UInt64(text) != nil || integralDouble != nil }

    /// The whole number of exactly this value; nil for a fraction and beyond the range of the type.
    public func integer<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) -> Integer? {
        // `1.0` and `1e2` are integers to JSON Schema; nobody writes large ones so.
        Integer(text) ?? integralDouble.flatMap { Integer(exactly: $0) }
    }

    private var integralDouble: Double? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }),
            let number = double, number.magnitude < 0x1p53, number == number.rounded()
        else { return nil }
        return number
    }
}
