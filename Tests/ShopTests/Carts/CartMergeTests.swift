import Contracts
import HTTP
import SQL
import Testing
import Values

@testable import Carts

@Suite("Merging a guest's cart")
struct CartMergeTests {
    private let anna = CartsStage.anna
    private let bert = CartsStage.bert
    private let tea = CartsStage.tea
    private let pot = CartsStage.pot

    @Test("Quantities add up and nothing is dropped, not even what is more than there is")
    func addsUp() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 8, as: anna)
            let token = try #require(try await stage.add(tea, 7).cartToken?.reveal())
            try await stage.add(pot, 2, token: token)
            let cart = try await stage.merge(token, into: anna)
            #expect(cart.items.map(\.quantity) == [15, 2])
            #expect(cart.items.map(\.available) == [false, true])
        }
    }

    @Test("The token is spent: a second time there is nothing to move, for nobody")
    func spent() async throws {
        try await CartsStage.run { stage in
            let token = try #require(try await stage.add(tea, 2).cartToken?.reveal())
            try await stage.merge(token, into: anna)
            #expect(try await stage.merge(token, into: anna).items.map(\.quantity) == [2])
            #expect(try await stage.merge(token, into: bert).items.isEmpty)
            #expect(try await stage.contents(token: token).isEmpty)
            #expect(try await stage.add(pot, token: token).cartToken != nil)
        }
    }

    @Test("Made-up tokens move nothing")
    func madeUp() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: bert)
            for token in ["", "x", String(repeating: "B", count: 43)] {
                #expect(try await stage.merge(token, into: anna).items.isEmpty)
            }
            #expect(try await stage.contents(as: bert) == [tea: 1])
        }
    }

    @Test("Of many who merge one token at once, one gets the goods")
    func race() async throws {
        try await CartsStage.run { stage in
            let token = try #require(try await stage.add(tea, 3).cartToken?.reveal())
            let users = (10..<30).map { UserID(rawValue: .version7(at: Timestamp(seconds: $0))) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for user in users { group.addTask { try await stage.merge(token, into: user) } }
                try await group.waitForAll()
            }
            #expect(try await stage.count("select sum(quantity) from cart_items") == 3)
        }
    }

    @Test("A merge that would be too large moves nothing at all")
    func tooLarge() async throws {
        try await CartsStage.run { stage in
            let cart = try #require(try await stage.add(tea, as: anna).cartID)
            let rows = (100..<1099).map { number -> Query in "(\(cart), \(ProductID(number)), 1, 0)" }
            try await stage.database.execute(
                """
                insert into cart_items (cart_id, product_id, quantity, added_at)
                values \(fragment: rows.joined(separator: ", "))
                """)
            let token = try #require(try await stage.add(pot).cartToken?.reveal())
            let problem = try await refusal { try await stage.merge(token, into: anna) }
            #expect(problem.status == .unprocessableContent && problem.pointers == ["/cart_token"])
            #expect(try await stage.contents(token: token) == [pot: 1])
        }
    }

    @Test("While the catalog is away the guest's cart stays where it is")
    func catalogAway() async throws {
        try await CartsStage.run { stage in
            let token = try #require(try await stage.add(tea).cartToken?.reveal())
            stage.catalogPeer.condition = .down
            try await expectRefusal("peer_unavailable") { try await stage.merge(token, into: anna) }
            stage.catalogPeer.condition = .up
            #expect(try await stage.contents(token: token) == [tea: 1])
        }
    }
}
