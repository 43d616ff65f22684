public import FoundationEssentials
import Synchronization

extension UUID {
    /// A time-ordered identifier (RFC 9562, version 7).
    ///
    /// 48 bits of milliseconds and 12 bits of their fraction, then 62 random bits. Within a process each one is
    /// larger than the one before, so that new rows go to the end of an index.
    public static func version7(at moment: Timestamp) -> UUID { version7(at: moment, by: .shared) }

    static func version7(at moment: Timestamp, by clock: Version7Clock) -> UUID {
        let ticks = clock.next(at: moment)
        let (milliseconds, fraction) = (ticks >> 12, ticks & 0xFFF)
        var generator = SystemRandomNumberGenerator()
        let high = milliseconds << 16 | 0x7000 | fraction
        let low = (generator.next() as UInt64) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return UUID(high: high, low: low)
    }

    /// The sixteen bytes as two numbers, the most significant byte first.
    public init(high: UInt64, low: UInt64) {
        let bytes = (high.bigEndian, low.bigEndian)
        self.init(uuid: unsafeBitCast(bytes, to: uuid_t.self))
    }
}

/// The last tick handed out: milliseconds times 4096.
final class Version7Clock: Sendable {
    static let shared = Version7Clock()
    /// A clock set back by more than this is believed: order is worth less than a wrong date.
    private static let tolerance: UInt64 = 60_000 << 12
    private let last = Atomic<UInt64>(0)

    func next(at moment: Timestamp) -> UInt64 {
        let microseconds = UInt64(max(0, moment.microseconds))
        let wanted = (microseconds / 1_000) << 12 | (microseconds % 1_000) * 4_096 / 1_000
        var previous = last.load(ordering: .relaxed)
        while true {
            let overtaken = wanted <= previous && previous - wanted < Self.tolerance
            let tick = overtaken ? previous + 1 : wanted
            let (done, actual) = last.weakCompareExchange(expected: previous, desired: tick, ordering: .relaxed)
            if done { return tick }
            previous = actual
        }
    }
}
