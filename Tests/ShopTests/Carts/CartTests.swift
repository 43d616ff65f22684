import Contracts
import HTTP
import JSON
import SQL
import ServiceTestSupport
import Testing
import Values

@testable import Carts

@Suite("A cart")
struct CartTests {
    private let anna = CartsStage.anna
    private let tea = CartsStage.tea
    private let pot = CartsStage.pot
    private let cup = CartsStage.cup

    @Test("Looking at an empty cart stores nothing")
    func empty() async throws {
        try await CartsStage.run { stage in
            let guests = try await stage.cart()
            #expect(guests.items.isEmpty && guests.cartID == nil && guests.userID == nil)
            let annas = try await stage.cart(as: anna)
            #expect(annas.items.isEmpty && annas.userID == anna && annas.totalAmount == .zero)
            #expect(try await stage.count("select count(*) from carts") == 0)
        }
    }

    @Test("A new guest gets a token once, and the token finds the cart again")
    func newGuest() async throws {
        try await CartsStage.run { stage in
            let first = try await stage.add(tea, 2)
            let token = try #require(first.cartToken?.reveal())
            #expect(token.utf8.count == 43)
            let second = try await stage.add(pot, token: token)
            #expect(second.cartToken == nil && second.cartID == first.cartID)
            #expect(try await stage.contents(token: token) == [tea: 2, pot: 1])
        }
    }

    @Test("Of a token only its hash lies in the database")
    func tokenAtRest() async throws {
        try await CartsStage.run { stage in
            let token = try #require(try await stage.add(tea).cartToken?.reveal())
            let hash: [UInt8]? = try await stage.database.scalar("select token_hash from carts")
            #expect(hash?.count == 32 && hash != Base64URL.decode(token))
        }
    }

    @Test("A token that nobody has handed out opens nothing, and is never taken over")
    func madeUpToken() async throws {
        try await CartsStage.run { stage in
            for made in [String(repeating: "A", count: 43), "short"] {
                #expect(try await stage.cart(token: made).items.isEmpty)
                let added = try await stage.add(tea, token: made)
                #expect(added.cartToken != nil && added.cartToken?.reveal() != made)
                try await expectRefusal("not_found") { try await stage.remove(tea, token: made) }
                try await stage.clear(token: made)
            }
        }
    }

    @Test("Adding adds up and shows name, picture, price and total of today")
    func adding() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            try await stage.add(tea, as: anna)
            let cart = try await stage.add(cup, 2, as: anna)
            #expect(cart.cartToken == nil && cart.userID == anna)
            #expect(cart.items.map(\.productID) == [tea, cup])
            let line = try #require(cart.items.first)
            #expect(line.name == "Tea" && line.image == "/images/1" && line.quantity == 3)
            #expect("\(line.price)" == "10.00" && "\(line.lineTotal)" == "30.00" && line.available)
            #expect("\(cart.totalAmount)" == "38.40" && cart.currency == .usd)
        }
    }

    @Test("More than there is cannot be added, counting what is in the cart already")
    func tooMuch() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 8, as: anna)
            let problem = try await refusal { try await stage.add(tea, 3, as: anna) }
            #expect(problem.status == .conflict && problem.code == "insufficient_stock")
            #expect(problem["lines"] == [["product_id": 1, "quantity": 11, "available": 10]])
            #expect(problem.pointers == ["/quantity"])
            #expect(try await stage.contents(as: anna) == [tea: 8])
        }
    }

    @Test("What is not on sale, or no quantity at all, is refused by field and changes nothing")
    func badInput() async throws {
        try await CartsStage.run { stage in
            stage.catalog.put(ProductID(9), isActive: false)
            for product in [ProductID(9), ProductID(404)] {
                let problem = try await refusal { try await stage.add(product, as: anna) }
                #expect(problem.status == .unprocessableContent && problem.pointers == ["/product_id"])
            }
            for quantity in [0, -1, 100_001] {
                let problem = try await refusal { try await stage.add(tea, quantity, as: anna) }
                #expect(problem.status == .unprocessableContent && problem.pointers == ["/quantity"])
            }
            let unknown = try await stage.shop.send(
                .post, "/api/v1/cart/add/", json: #"{"product_id": 1, "price": "0.01"}"#, as: .user(anna))
            #expect(unknown.status == .unprocessableContent)
            #expect(try await stage.count("select count(*) from carts") == 0)
        }
    }

    @Test("A quantity can be set, within what there is, for what is in the cart")
    func settingQuantity() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            #expect(try await stage.set(tea, to: 10, as: anna).items.first?.quantity == 10)
            let tooMuch = try await refusal { try await stage.set(tea, to: 11, as: anna) }
            #expect(tooMuch.code == "insufficient_stock")
            try await expectRefusal("invalid", at: "/quantity") { try await stage.set(tea, to: 0, as: anna) }
            try await expectRefusal("not_found") { try await stage.set(pot, to: 1, as: anna) }
            #expect(try await stage.contents(as: anna) == [tea: 10])
        }
    }

    @Test("Lines can be taken out one by one or all at once")
    func removing() async throws {
        try await CartsStage.run { stage in
            for product in [tea, pot, cup] { try await stage.add(product, as: anna) }
            #expect(try await stage.remove(pot, as: anna).items.map(\.productID) == [tea, cup])
            try await expectRefusal("not_found") { try await stage.remove(pot, as: anna) }
            try await stage.clear(as: anna)
            try await stage.clear(as: anna)
            #expect(try await stage.contents(as: anna).isEmpty)
        }
    }

    @Test("Prices and availability follow the catalog; what is gone stays visible, to be taken out")
    func asOfNow() async throws {
        try await CartsStage.run { stage in
            for product in [tea, pot, cup] { try await stage.add(product, 2, as: anna) }
            stage.catalog.put(tea, "Tea", price: "12.00")
            stage.catalog.put(pot, "Pot", stock: 1)
            stage.catalog.put(cup, "Cup", isActive: false)
            let items = try await stage.cart(as: anna).items
            #expect("\(try #require(items.first).lineTotal)" == "24.00")
            #expect(items.map(\.available) == [true, false, false])
        }
    }

    @Test("While the catalog is away nothing changes, and whoever asks is told to come again")
    func catalogAway() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            stage.catalogPeer.condition = .down
            let problems = [
                try await refusal { try await stage.cart(as: anna) },
                try await refusal { try await stage.add(tea, as: anna) },
                try await refusal { try await stage.set(tea, to: 1, as: anna) },
                try await refusal { try await stage.remove(tea, as: anna) },
            ]
            for problem in problems {
                #expect(problem.code == "peer_unavailable" && problem.fields[.retryAfter] != nil)
            }
            stage.catalogPeer.condition = .up
            #expect(try await stage.contents(as: anna) == [tea: 2])
        }
    }

    @Test("Users see their own carts only, also with a guest's token in the hand")
    func identities() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: anna)
            let token = try #require(try await stage.add(pot).cartToken?.reveal())
            #expect(try await stage.contents(as: CartsStage.bert).isEmpty)
            #expect(try await stage.contents(as: anna, token: token) == [tea: 1])
            try await stage.add(cup, as: anna, token: token)
            #expect(try await stage.contents(token: token) == [pot: 1])
        }
    }

    @Test("A guest's cart lives 30 days from its last use, and is removed afterwards")
    func expiry() async throws {
        try await CartsStage.run { stage in
            let used = try #require(try await stage.add(tea).cartToken?.reveal())
            let forgotten = try #require(try await stage.add(pot).cartToken?.reveal())
            try await stage.add(cup, as: anna)
            for _ in 1...3 {
                stage.clock.advance(by: .seconds(20 * 86_400))
                #expect(try await stage.contents(token: used) == [tea: 1])
            }
            #expect(try await stage.contents(token: forgotten).isEmpty)
            #expect(try await stage.add(cup, token: forgotten).cartToken != nil)
            #expect(try await stage.carts.expiry.sweepOnce() == 1)
            #expect(try await stage.count("select count(*) from carts") == 3)
            #expect(try await stage.contents(as: anna) == [cup: 1])
        }
    }

    @Test("A closed account leaves no cart behind")
    func closedAccount() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: anna)
            try await stage.add(tea, as: CartsStage.bert)
            try await stage.hear(UserClosed(userID: anna))
            #expect(try await stage.count("select count(*) from carts") == 1)
            #expect(try await stage.count("select count(*) from cart_items") == 1)
        }
    }

    @Test("A cart of a thousand lines asks the catalog ten times, and takes no line more")
    func thousandLines() async throws {
        try await CartsStage.run { stage in
            let cart = try #require(try await stage.add(tea, as: anna).cartID)
            for number in 1...1001 { stage.catalog.put(ProductID(number)) }
            let rows = (2...1000).map { number -> Query in "(\(cart), \(ProductID(number)), 1, 0)" }
            try await stage.database.execute(
                """
                insert into cart_items (cart_id, product_id, quantity, added_at)
                values \(fragment: rows.joined(separator: ", "))
                """)
            let before = stage.catalog.calls
            #expect(try await stage.cart(as: anna).items.count == 1000)
            #expect(stage.catalog.calls - before == 10)
            try await expectRefusal("invalid", at: "/product_id") { try await stage.add(ProductID(1001), as: anna) }
            #expect(try await stage.checkout().items.count == 1000)
            #expect(try await stage.contents(as: anna).isEmpty)
        }
    }

    @Test("Fifty additions at once all count, and none beyond the stock")
    func additionsAtOnce() async throws {
        try await CartsStage.run { stage in
            stage.catalog.put(tea, stock: 40)
            let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 1...50 {
                    group.addTask {
                        do {
                            try await stage.add(tea, as: anna)
                            return false
                        } catch let problem as Problem where problem.code == "insufficient_stock" {
                            return true
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(refused == 10)
            #expect(try await stage.contents(as: anna) == [tea: 40])
        }
    }
}
