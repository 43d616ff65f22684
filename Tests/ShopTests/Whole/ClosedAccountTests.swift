import HTTP
import JSON
import TestSupport
import Testing
import Values

@testable import souk

@Suite("A closed account in the whole shop")
struct ClosedAccountTests {
    @Test("What is ordered with a token that has outlived its account is delivered, and its address forgotten then")
    func orderedAfterwards() async throws {
        try await withWholeShop { shop in
            let buyer = try await shop.newPerson()
            let lamp = try await shop.newProduct(stock: 3)
            _ = try await shop.send(.delete, "users/", as: .user(buyer)).expect(204)
            try await shop.settle()
            func address(of order: Int) async throws -> JSONValue {
                try await shop.send(.get, "orders/\(order)/", as: .user(shop.admin)).expect(200)["shipping_address"]
            }

            let (sent, called) = (
                try await shop.newOrder(of: lamp, by: buyer), try await shop.newOrder(of: lamp, by: buyer)
            )
            _ = try await shop.move(called, "cancel").expect(200)
            shop.clock.advance(by: .seconds(400))
            try await shop.settle()
            #expect(try await address(of: sent) == "1 Harbour Road")

            for step in ["pack", "ship", "deliver"] { _ = try await shop.move(sent, step).expect(200) }
            shop.clock.advance(by: .seconds(60 * 60))
            try await shop.settle()
            #expect(try await address(of: sent) == "")
            #expect(try await address(of: called) == "")
        }
    }
}
