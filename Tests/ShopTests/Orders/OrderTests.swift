import FoundationEssentials
import Testing
import Values

@testable import Orders

@Suite("An order as a value")
struct OrderTests {
    private let moment = Timestamp(seconds: 1)

    private func order(_ lines: [OrderLine], _ status: OrderStatus = .pending) -> Order {
        .restored(
            number: OrderNumber(1), buyer: BuyerID(UUID()), checkout: nil, currency: .usd, createdAt: moment,
            status: status, lines: lines, total: .zero, shippingAddress: .restored("x"), history: [], duty: nil,
            updatedAt: moment, deletedAt: nil, version: 1)
    }

    private func line(_ product: Int, _ quantity: Int) -> OrderLine {
        OrderLine(
            number: LineNumber(product), product: ProductNumber(product), quantity: quantity, wantedPrice: nil)
    }

    private func goods(_ product: Int, _ price: Int64) -> PricedGoods {
        PricedGoods(product: ProductNumber(product), name: "P\(product)", price: Money(minorUnits: price), vendor: nil)
    }

    @Test("The total is the sum of the lines, whatever the prices", arguments: 1...20)
    func total(seed: Int) throws {
        let numbers = (1...30).map { ($0 &* seed &* 2_654_435_761) & 0xFFFF }
        var order = order(numbers.indices.map { line($0 + 1, numbers[$0] % 97 + 1) })
        try order.confirm(numbers.indices.reversed().map { goods($0 + 1, Int64(numbers[$0])) }, at: moment)
        let sum = numbers.reduce(0) { $0 + ($1 % 97 + 1) * $1 }
        #expect(order.total.minorUnits == Int64(sum))
        #expect(order.lines.map(\.price.minorUnits) == numbers.map(Int64.init))
    }

    @Test("What cannot be confirmed is left as it was")
    func refused() {
        var order = order([line(1, 1), line(2, 2)])
        #expect(throws: UnpricedLine(product: ProductNumber(2))) { try order.confirm([goods(1, 5)], at: moment) }
        #expect(throws: MoneyOverflow()) {
            try order.confirm([goods(1, 5), goods(2, Money.maximum.minorUnits)], at: moment)
        }
        #expect(order.status == .pending)
        #expect(order.total == .zero)
        #expect(order.history.isEmpty)
        #expect(order.lines.allSatisfy { $0.price == .zero })
    }

    @Test("What is owed stays owed until it is struck out")
    func duty() throws {
        var order = order([line(1, 1)], .packed)
        try order.move(to: .shipped, at: moment)
        #expect(order.duty == .fulfil)
        try order.move(to: .delivered, at: moment)
        #expect(order.duty == .fulfil)
    }

    @Test("An address is trimmed, and shows in no log")
    func address() {
        #expect(ShippingAddress(" \n1 Mill Lane\t")?.text == "1 Mill Lane")
        #expect(ShippingAddress(" \n ") == nil)
        #expect(ShippingAddress(String(repeating: "x", count: 501)) == nil)
        #expect(ShippingAddress("1 Mill Lane").map { "\($0)" } == "<redacted>")
    }
}
