extension TraceContext {
    /// Reads a `traceparent` header: `00-<32 digits>-<16 digits>-<2 digits>`, lower case.
    ///
    /// A version above 00 may carry more behind a further dash, which is ignored; version ff and zero identifiers are
    /// refused, as the specification asks.
    public init?(traceparent: String) {
        let bytes = Array(traceparent.utf8.prefix(512))
        guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
            let version = Self.number(bytes[0..<2]), version != 0xFF,
            let trace = Self.number(bytes[3..<35]),
            let span = Self.number(bytes[36..<52]),
            let flags = Self.number(bytes[53..<55]),
            bytes.count == 55 || (version > 0 && bytes[55] == dash)
        else { return nil }
        self.init(traceID: trace, spanID: UInt64(span), flags: UInt8(flags))
    }

    /// The header for an outgoing call.
    public var traceparent: String {
        "00-\(traceIDText)-\(spanIDText)-\(flags & 1 == 1 ? "01" : "00")"
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt128? {
        var result: UInt128 = 0
        for digit in digits {
            switch digit {
            case 48...57: result = result << 4 | UInt128(digit - 48)
            case 97...102: result = result << 4 | UInt128(digit - 87)
            default: return nil
            }
        }
        return result
    }
}

private let dash = UInt8(ascii: "-")
