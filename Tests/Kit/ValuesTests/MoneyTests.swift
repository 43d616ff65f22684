import Testing
import Values

@Suite struct MoneyTests {
    @Test(
        "decimals of up to two places are read and written with two",
        arguments: [
            ("999", "999.00"), ("999.9", "999.90"), ("999.99", "999.99"), ("0", "0.00"), ("0.05", "0.05"),
            ("9999999999.99", "9999999999.99"), ("007", "7.00"),
        ])
    func reads(text: String, written: String) throws {
        #expect(try #require(Money(decimal: text)).description == written)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", ".", "1.", ".5", "-1", "+1", "1e3", "1.999", "1,00", " 1", "1 ", "10000000000", "00000000001",
            "99999999999999999999",
            "١", "NaN", "1.2.3",
        ])
    func refuses(text: String) {
        #expect(Money(decimal: text) == nil)
    }

    @Test("sums and products are exact")
    func arithmetic() throws {
        let price = try #require(Money(decimal: "0.10"))
        #expect(try price * 3 == Money(minorUnits: 30))
        #expect(try [price, price, price].total() == Money(minorUnits: 30))
    }

    @Test("an amount beyond the maximum is an error, never a wrapped number")
    func overflow() {
        #expect(throws: MoneyOverflow.self) { try Money.maximum + Money(minorUnits: 1) }
        #expect(throws: MoneyOverflow.self) { try Money.maximum * 2 }
        #expect(throws: MoneyOverflow.self) { try Money(minorUnits: .max) * .max }
    }

    @Test("a currency has three letters and two decimals")
    func currency() {
        #expect(Currency("usd") == .usd)
        #expect(Currency("JPY") == nil)
        #expect(Currency("US") == nil)
        #expect(Currency("ßp") == nil)
    }
}
