import SQL

/// PostgreSQL's `numeric`, which a sum of integers is: an integer where it has no fraction and fits, else a real.
///
/// It travels as four numbers of 16 bits (how many digits, the weight of the first, the sign, how many decimals to show)
/// and digits of base 10,000.
enum Numeric {
    static func value(of bytes: UnsafeRawBufferPointer) -> SQLValue {
        func number(_ index: Int) -> Int {
            let offset = index * 2
            guard offset + 2 <= bytes.count else { return 0 }
            return Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self)))
        }
        let count = number(0)
        let weight = number(1)
        switch UInt16(truncatingIfNeeded: number(2)) {
        case 0xC000: return .real(.nan)
        case 0xD000: return .real(.infinity)
        case 0xF000: return .real(-.infinity)
        default: break
        }
        let isNegative = number(2) != 0
        if count <= weight + 1,
            let integer = integer((0...max(0, weight)).map { $0 < count ? number(4 + $0) : 0 }, isNegative)
        {
            return .integer(integer)
        }
        var text = isNegative ? "-0." : "0."
        for index in 0..<count {
            let digits = String(number(4 + index))
            text += String(repeating: "0", count: 4 - digits.count) + digits
        }
        return .real(Double("\(text)e\((weight + 1) * 4)") ?? .nan)
    }

    private static func integer(_ digits: [Int], _ isNegative: Bool) -> Int64? {
        var sum: Int64 = 0
        for digit in digits {
            let (product, overflow) = sum.multipliedReportingOverflow(by: 10_000)
            guard !overflow else { return nil }
            // Counted below zero, where there is room for one more.
            let (difference, tooFar) = product.subtractingReportingOverflow(Int64(digit))
            guard !tooFar else { return nil }
            sum = difference
        }
        if isNegative { return sum }
        return sum == .min ? nil : -sum
    }
}
