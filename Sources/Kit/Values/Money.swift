/// An amount in the shop's one currency, counted in its minor unit: no amount is ever a floating-point number.
public struct Money: Hashable, Comparable, Sendable {
    public let minorUnits: Int64

    @inlinable
    public init(minorUnits: Int64) {
        self.minorUnits = minorUnits
    }

    public static let zero = Money(minorUnits: 0)
    /// 9,999,999,999.99: what the wire can carry, and more than any order comes to.
    public static let maximum = Money(minorUnits: 999_999_999_999)

    public static func < (left: Money, right: Money) -> Bool { left.minorUnits < right.minorUnits }

    /// - Throws: ``MoneyOverflow`` beyond ``maximum``.
    public static func + (left: Money, right: Money) throws(MoneyOverflow) -> Money {
        try checked(left.minorUnits.addingReportingOverflow(right.minorUnits))
    }

    /// - Throws: ``MoneyOverflow`` beyond ``maximum``.
    public static func * (amount: Money, quantity: Int) throws(MoneyOverflow) -> Money {
        try checked(amount.minorUnits.multipliedReportingOverflow(by: Int64(quantity)))
    }

    private static func checked(
        _ result: (partialValue: Int64, overflow: Bool)
    ) throws(MoneyOverflow) -> Money {
        guard !result.overflow, result.partialValue.magnitude <= maximum.minorUnits.magnitude else {
            throw MoneyOverflow()
        }
        return Money(minorUnits: result.partialValue)
    }
}

/// An amount that is larger than ``Money/maximum``.
public struct MoneyOverflow: Error, Equatable, CustomStringConvertible {
    public init() {}
    public var description: String { "the amount is larger than \(Money.maximum)" }
}

extension Sequence<Money> {
    /// The sum; zero for none.
    public func total() throws(MoneyOverflow) -> Money {
        var sum = Money.zero
        for amount in self { sum = try sum + amount }
        return sum
    }
}
