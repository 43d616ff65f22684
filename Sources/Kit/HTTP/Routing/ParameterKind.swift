/// What a parameter of a path may look like. Routes whose parameters are of different kinds live side by side.
public enum ParameterKind: String, CaseIterable, Sendable {
    /// `{id}` or `{id:int}`: digits that fit 64 bits.
    case integer = "int"
    /// `{id:uuid}`.
    case uuid
    /// `{name:text}`: one segment of anything.
    case text
    /// `{file:rest}`: all that is left of the path, at the end of a pattern.
    case rest

    func matches(_ segment: Range<Int>, of segments: PathSegments) -> Bool {
        let bytes = segments.bytes[segment]
        switch self {
        case .integer: return Self.isInteger(bytes)
        case .uuid: return Self.isUUID(bytes)
        case .text: return !bytes.isEmpty
        case .rest:
            // An escaped slash would look like a separator once it is decoded.
            return !bytes.isEmpty && !bytes.contains(UInt8(ascii: "/"))
        }
    }

    private static func isInteger(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard (1...19).contains(bytes.count) else { return false }
        var value: Int64 = 0
        for byte in bytes {
            guard ASCII.isDigit(byte) else { return false }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowAgain) = tens.addingReportingOverflow(Int64(byte - 0x30))
            guard !overflow, !overflowAgain else { return false }
            value = sum
        }
        return true
    }

    private static func isUUID(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.count == 36 else { return false }
        for (offset, byte) in bytes.enumerated() {
            switch offset {
            case 8, 13, 18, 23:
                guard byte == UInt8(ascii: "-") else { return false }
            default:
                guard ASCII.hexadecimalValue(byte) != nil else { return false }
            }
        }
        return true
    }
}
