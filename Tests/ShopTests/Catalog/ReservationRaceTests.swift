import Contracts
import Endpoints
import HTTP
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Racing for stock")
struct ReservationRaceTests {
    @Test("The last unit goes to exactly one of 64 buyers")
    func lastUnit() async throws {
        try await CatalogShop.open(loops: 4) { shop in
            let desk = try await shop.product(stock: 1)
            let outcomes = await shop.atOnce(64) { number in try await shop.reserve(number + 1, shop.line(desk)) }

            let refused = outcomes.compactMap { outcome -> Problem? in
                if case .failure(let problem as Problem) = outcome { problem } else { nil }
            }
            #expect(outcomes.count(where: { if case .success = $0 { true } else { false } }) == 1)
            #expect(refused.count == 63)
            #expect(refused.allSatisfy { $0.code == "insufficient_stock" })
            #expect(try await shop.available(desk) == 0)
        }
    }

    @Test("64 buyers of 40 pieces get 40, whatever each of them takes along")
    func crossingOrders() async throws {
        try await CatalogShop.open(loops: 4) { shop in
            let (desk, lamp) = (try await shop.product("Desk", stock: 40), try await shop.product("Lamp", stock: 1000))
            let outcomes = await shop.atOnce(64) { number in
                // In either order of lines: rows are taken in one order all the same.
                number.isMultiple(of: 2)
                    ? try await shop.reserve(number + 1, shop.line(desk), shop.line(lamp, 3))
                    : try await shop.reserve(number + 1, shop.line(lamp, 3), shop.line(desk))
            }
            #expect(outcomes.count(where: { if case .success = $0 { true } else { false } }) == 40)
            #expect(try await shop.available(desk) == 0)
            #expect(try await shop.available(lamp) == 1000 - 3 * 40)
        }
    }

    @Test("The same order sent 32 times at once is reserved once, and all hear the same")
    func oneOrderManyTimes() async throws {
        try await CatalogShop.open(loops: 4) { shop in
            let desk = try await shop.product(stock: 5)
            let outcomes = await shop.atOnce(32) { _ in try await shop.reserve(7, shop.line(desk, 2)).lines[0].quantity
            }
            #expect(try outcomes.map { try $0.get() } == Array(repeating: 2, count: 32))
            #expect(try await shop.available(desk) == 3)
        }
    }

    @Test("However a reservation and its release cross, nothing stays reserved")
    func releaseAgainstReserve() async throws {
        try await CatalogShop.open(loops: 4) { shop in
            let desk = try await shop.product(stock: 3)
            _ = await shop.atOnce(60) { number in
                let order = number / 3 + 1
                if number % 3 == 1 {
                    try await shop.release(order)
                } else {
                    try await shop.reserve(order, shop.line(desk))
                }
            }
            #expect(try await shop.available(desk) == 3)
        }
    }

    @Test("Sellers who set the stock while buyers reserve cannot take away what is promised")
    func stockIsSetMeanwhile() async throws {
        try await CatalogShop.open(loops: 4) { shop in
            let desk = try await shop.product(stock: 20)
            let outcomes = await shop.atOnce(60) { number -> Bool in
                guard number.isMultiple(of: 3) else {
                    try await shop.reserve(number + 1, shop.line(desk))
                    return true
                }
                _ = try await shop.tester.call(
                    CatalogAPI.changeProduct, path: ByProduct(id: desk), body: ProductChange(stockQuantity: number % 4),
                    as: shop.ann)
                return false
            }
            #expect(outcomes.contains { (try? $0.get()) == true })
            // What the shop's own books say is checked when it closes.
            #expect(try await shop.available(desk) >= 0)
        }
    }

    @Test("Decreasing the stock from 32 sides takes what is there and no more")
    func decreases() async throws {
        try await CatalogShop.open(loops: 4) { shop in
            let desk = try await shop.product(stock: 10)
            let outcomes = await shop.atOnce(32) { _ in
                try await shop.tester.call(
                    CatalogAPI.updateStock, body: StockUpdate(productID: desk, quantity: 3, operation: .decrease),
                    as: shop.orders
                ).newStock
            }
            #expect(Set(outcomes.compactMap { try? $0.get() }) == [7, 4, 1])
            #expect(try await shop.available(desk) == 1)
        }
    }
}
