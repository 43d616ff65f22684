/// Says which trace a piece of work belongs to, as W3C Trace Context writes it in `traceparent`.
public struct TraceContext: Hashable, Sendable {
    /// The trace of the work under way; loggers and outgoing calls read it.
    @TaskLocal public static var current: TraceContext?

    /// The 128 bits that all work for one cause share.
    public let traceID: UInt128
    /// The 64 bits of this step.
    public let spanID: UInt64
    /// Bit 0: the trace is recorded.
    public let flags: UInt8

    /// Nil where an identifier is zero, which the specification forbids.
    public init?(traceID: UInt128, spanID: UInt64, flags: UInt8) {
        guard traceID != 0, spanID != 0 else { return nil }
        self.init(traceID, spanID, flags)
    }

    private init(_ traceID: UInt128, _ spanID: UInt64, _ flags: UInt8) {
        self.traceID = traceID
        self.spanID = spanID
        self.flags = flags
    }

    /// A new trace.
    public static func generate(sampled: Bool = true) -> TraceContext {
        let traceID = UInt128(IdentifierNumbers.next()) << 64 | UInt128(IdentifierNumbers.next())
        return TraceContext(traceID, IdentifierNumbers.next(), sampled ? 1 : 0)
    }

    /// The next step of the same trace.
    public func child() -> TraceContext {
        TraceContext(traceID, IdentifierNumbers.next(), flags)
    }

    public var isSampled: Bool { flags & 1 == 1 }

    /// 32 digits, as logs and problem documents show it.
    public var traceIDText: String { Self.hexadecimal(traceID, digits: 32) }

    /// 16 digits.
    public var spanIDText: String { Self.hexadecimal(UInt128(spanID), digits: 16) }

    private static func hexadecimal(_ number: UInt128, digits: Int) -> String {
        String(unsafeUninitializedCapacity: digits) { buffer in
            var place = digits
            for half in [UInt64(truncatingIfNeeded: number), UInt64(truncatingIfNeeded: number >> 64)] {
                var rest = half
                for _ in 0..<16 where place > 0 {
                    place -= 1
                    let digit = UInt8(truncatingIfNeeded: rest & 15)
                    buffer[place] = digit < 10 ? 48 + digit : 87 + digit
                    rest >>= 4
                }
            }
            return digits
        }
    }
}
