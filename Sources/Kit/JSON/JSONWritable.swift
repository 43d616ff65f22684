public import FoundationEssentials
public import Values

/// A type that writes itself.
///
/// ``JSONEncoding`` prefers this to `Encodable`, also inside of arrays and optionals; a test should hold the two
/// equal by encoding once more with `handwritten: false`.
public protocol JSONWritable {
    func write(to writer: inout JSONWriter)
}

/// Types that have no other way to be written than this one.
protocol JSONScalar: JSONWritable {}

extension String: JSONScalar {
    public func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: JSONScalar {
    public func write(to writer: inout JSONWriter) { writer.bool(self) }
}

extension Double: JSONScalar {
    public func write(to writer: inout JSONWriter) { writer.double(self) }
}

extension Float: JSONScalar {
    public func write(to writer: inout JSONWriter) {
        // By its own digits: 0.1 as a double would be 0.10000000149011612.
        guard isFinite else { return writer.null() }
        writer.number(JSONNumber(validated: description))
    }
}

extension FixedWidthInteger where Self: JSONWritable {
    public func write(to writer: inout JSONWriter) { writer.integer(self) }
}

extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}

extension UUID: JSONScalar {
    public func write(to writer: inout JSONWriter) {
        writer.plainString(atMost: UUID.textLength, writeLowercaseText)
    }
}

extension Timestamp: JSONScalar {
    public func write(to writer: inout JSONWriter) {
        writer.plainString(atMost: Timestamp.rfc3339Room, writeRFC3339)
    }
}

extension Money: JSONScalar {
    public func write(to writer: inout JSONWriter) {
        writer.plainString(atMost: Money.decimalRoom, writeDecimal)
    }
}

extension Currency: JSONScalar {
    public func write(to writer: inout JSONWriter) { writer.string(code) }
}

extension EmailAddress: JSONScalar {
    public func write(to writer: inout JSONWriter) { writer.string(address) }
}

extension Identifier: JSONWritable where RawValue: JSONWritable {
    public func write(to writer: inout JSONWriter) { rawValue.write(to: &writer) }
}

extension Identifier: JSONScalar where RawValue: JSONScalar {}

extension Optional: JSONWritable where Wrapped: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        if let self { self.write(to: &writer) } else { writer.null() }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginArray()
        for element in self { element.write(to: &writer) }
        writer.endArray()
    }
}

extension JSONNumber: JSONScalar {
    public func write(to writer: inout JSONWriter) { writer.number(self) }
}

extension JSONObject: JSONScalar {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (key, value) in self {
            writer.key(key)
            value.write(to: &writer)
        }
        writer.endObject()
    }
}

extension JSONValue: JSONScalar {
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let value): writer.number(value)
        case .string(let value): writer.string(value)
        case .array(let value): value.write(to: &writer)
        case .object(let value): value.write(to: &writer)
        }
    }
}
