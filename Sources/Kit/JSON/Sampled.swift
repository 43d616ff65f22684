public import FoundationEssentials
public import Values

/// A type that can give one value without having read any.
///
/// Needed by types with an initializer that refuses most texts: a decoder that collects errors, and the probe that
/// finds out the shape of a type, put the sample where no value is and go on. Samples never leave them.
public protocol Sampled {
    static var sample: Self { get }
}

extension Bool: Sampled {
    public static var sample: Bool { false }
}

extension String: Sampled {
    public static var sample: String { "" }
}

extension BinaryInteger where Self: Sampled {
    public static var sample: Self { 0 }
}

extension BinaryFloatingPoint where Self: Sampled {
    public static var sample: Self { 0 }
}

extension Double: Sampled {}
extension Float: Sampled {}
extension Int: Sampled {}
extension Int8: Sampled {}
extension Int16: Sampled {}
extension Int32: Sampled {}
extension Int64: Sampled {}
extension UInt: Sampled {}
extension UInt8: Sampled {}
extension UInt16: Sampled {}
extension UInt32: Sampled {}
extension UInt64: Sampled {}

extension UUID: Sampled {
    public static var sample: UUID { UUID(high: 0x7000, low: 0x8000_0000_0000_0000) }
}

extension Timestamp: Sampled {
    public static var sample: Timestamp { .epoch }
}

extension Money: Sampled {
    public static var sample: Money { .zero }
}

extension Currency: Sampled {
    public static var sample: Currency { .usd }
}

extension Identifier: Sampled where RawValue: Sampled {
    public static var sample: Self { Self(.sample) }
}

extension EmailAddress: Sampled {
    public static var sample: EmailAddress { .placeholder }
}

extension Secret: Sampled where Value: Sampled {
    public static var sample: Self { Self(.sample) }
}

extension JSONValue: Sampled {
    public static var sample: JSONValue { .null }
}
