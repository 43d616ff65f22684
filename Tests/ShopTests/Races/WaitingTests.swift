import Contracts
import HTTP
import JSON
import Messaging
import SQL
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Accounts
@testable import Carts
@testable import Catalog
@testable import Notifications
@testable import Orders

/// What one writer at a time cannot see: transactions that really wait for one another, each on a connection of its own.
@Suite("Transactions that wait for each other", .onPostgreSQL, .timeLimit(.minutes(10)))
struct WaitingTests {
    @Test("Of three that wait for the last piece one gets it, and the others hear that none is left")
    func lastPiece() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 1)
            let rows: Query = "select 1 from stock where product_id = \(desk)"
            let outcomes = try await HeldRows.race(for: rows, in: shop.database, 3) { number in
                try await shop.reserve(number + 1, shop.line(desk)).lines.count
            }
            #expect(outcomes.successes() == [1])
            #expect(outcomes.codes() == ["insufficient_stock", "insufficient_stock"])
            #expect(try await shop.available(desk) == 0)
        }
    }

    @Test("Two orders for the same goods in opposite order both get them")
    func crossingOrders() async throws {
        try await CatalogShop.open { shop in
            let (desk, lamp) = (try await shop.product("Desk", stock: 2), try await shop.product("Lamp", stock: 2))
            let rows: Query = "select 1 from stock where product_id = \(desk)"
            let outcomes = try await HeldRows.race(for: rows, in: shop.database, 2) { number in
                number == 0
                    ? try await shop.reserve(1, shop.line(desk), shop.line(lamp)).lines.count
                    : try await shop.reserve(2, shop.line(lamp), shop.line(desk)).lines.count
            }
            #expect(outcomes.successes() == [2, 2])
        }
    }

    @Test("Of two that pack one order with different copies at once one is refused")
    func packings() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            let units = try await shop.units(2, of: desk)
            try await shop.reserve(1, shop.line(desk))
            let rows: Query = "select 1 from reservations where order_id = 1"
            let outcomes = try await HeldRows.race(for: rows, in: shop.database, 2) { number in
                try await shop.pack(1, [PackRequest.Line(productID: desk, units: [units[number]])]).lines[0].units
            }
            #expect(outcomes.codes() == ["unit_unavailable"])
            #expect(try await shop.pack(1).lines[0].units == outcomes.successes().first)
        }
    }

    @Test("A seller who changes a product that is being ordered stands in nobody's way")
    func editing() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 1)
            let rows: Query = "select 1 from stock where product_id = \(desk)"
            let outcomes = try await HeldRows.race(for: rows, in: shop.database, 2) { number in
                if number == 0 { return try await shop.reserve(1, shop.line(desk)).lines[0].quantity }
                return try await shop.tester.call(
                    CatalogAPI.changeProduct, path: ByProduct(id: desk), body: ProductChange(stockQuantity: 5),
                    as: shop.ann
                ).stockQuantity
            }
            #expect(outcomes.codes() == [])
            #expect(Set(outcomes.successes()) == [1, 5])
        }
    }

    @Test("Two products of one name that come at once get a slug each")
    func sameNames() async throws {
        try await CatalogShop.open { shop in
            try await shop.behind("Desk") { place in
                let second = try await shop.product("Desk", in: place)
                #expect(try await shop.view(second).slug == "desk-2")
            }
        }
    }

    @Test(
        "A number that somebody chooses just when the shop gives it to another product is taken, and the next is free")
    func sameNumbers() async throws {
        try await CatalogShop.open { shop in
            try await shop.behind("Desk", sku: "SK-000002") { place in
                let problem = try await shop.refusal { _ = try await shop.product("Lamp", in: place) }
                #expect(problem?.code == "duplicate")
                #expect(problem?.places == ["/sku"])
                let again = try await shop.product("Lamp", in: place)
                #expect(try await shop.view(again).name == "Lamp")
            }
        }
    }

    @Test("Two categories of which both would get one slug get one each")
    func sameCategorySlugs() async throws {
        try await CatalogShop.open { shop in
            let held = try await shop.category("Held")
            let rows: Query = "select 1 from categories where id = \(held)"
            try await HeldRows.queue(
                for: rows, in: shop.database,
                {
                    _ = try await shop.database.transaction {
                        [categories = shop.service.trade.categories] transaction in
                        _ = try await categories.create(NewCategory(name: "Arm chairs"), in: transaction)
                        _ = try await categories.create(
                            NewCategory(name: "Below", parentID: held), in: transaction)
                    }
                },
                {
                    let second = try await shop.tester.call(
                        CatalogAPI.createCategory, body: NewCategory(name: "Arm-chairs"), as: shop.staff)
                    #expect(second.slug == "arm-chairs-2")
                })
        }
    }

    @Test("Two categories that are put below each other at once make no circle")
    func circle() async throws {
        try await CatalogShop.open { shop in
            let (one, other) = (try await shop.category("One"), try await shop.category("Other"))
            let outcomes = try await HeldRows.race(for: "select 1 from categories", in: shop.database, 2) { number in
                let (moved, parent) = number == 0 ? (one, other) : (other, one)
                return try await shop.tester.call(
                    CatalogAPI.changeCategory, path: ByCategory(id: moved),
                    body: CategoryChange(parentID: Patchable(parent)), as: shop.staff
                ).id
            }
            #expect(outcomes.successes().count == 1)
            #expect(outcomes.codes() == ["invalid"])
        }
    }

    @Test("A category that is deleted while a product comes into it is still in use, or unknown")
    func usedMeanwhile() async throws {
        try await CatalogShop.open { shop in
            let place = try await shop.category("Place")
            let rows: Query = "select 1 from categories where id = \(place)"
            let outcomes = try await HeldRows.race(for: rows, in: shop.database, 2) { number in
                if number == 0 {
                    _ = try await shop.tester.call(
                        CatalogAPI.deleteCategory, path: ByCategory(id: place), as: shop.staff)
                } else {
                    _ = try await shop.product("Desk", in: place)
                }
                return number
            }
            #expect(outcomes.successes().count == 1)
            #expect([["in_use"], ["invalid"]].contains(outcomes.codes()))
        }
    }

    @Test("A key that is being used makes the next request wait, and answers it with what came of it")
    func sameKey() async throws {
        try await CatalogShop.open { shop in
            let store = IdempotencyStore(clock: shop.clock.wallClock)
            let request = IdempotentRequest(key: "k", principal: "ann", route: "POST /x", body: [])
            let effects = Tally()
            @Sendable func perform() async throws -> Int {
                try await store.perform(request, in: shop.database) { transaction in
                    effects.add()
                    try await transaction.lock("select 1 from categories")
                    return .json(Array("1".utf8), status: .created)
                }.status.code
            }
            _ = try await shop.category("Held")
            // One of them holds the key and waits for the category, the other one waits for the key.
            let outcomes = try await HeldRows.race(for: "select 1 from categories", in: shop.database, 2) { _ in
                try await perform()
            }
            #expect(outcomes.successes() == [201, 201])
            #expect(effects.value == 1)
        }
    }

    @Test("Two resets for one person that two instances take up at once leave one token that opens")
    func resets() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            for address in ["ann@example.com", "ann"] {
                try await shop.database.execute(
                    """
                    insert into reset_requests (id, login_name, requested_at)
                    values (\(MailRequestID(.version7(at: shop.clock.now))), \(address), \(shop.clock.now))
                    """)
            }
            let (database, parts) = (shop.database, shop.accounts.parts)
            let rows: Query = "select 1 from users where id = \(ann.id)"
            let outcomes = try await HeldRows.race(for: rows, in: database, 2) { _ in
                try await parts.mails.resolveResets(parts.users, limit: 1, in: database)
            }
            #expect(outcomes.successes() == [1, 1])
            let tokens = try await database.scalar(
                "select count(*) from one_time_tokens where purpose = 'password_reset'", as: Int.self)
            #expect(tokens == 1)
            let mails = try await database.scalar(
                "select count(*) from mail_requests where kind = 'password_reset'", as: Int.self)
            #expect(mails == 1)
        }
    }

    @Test("Two changes of one order make one path of the graph")
    func orderChanges() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place(OrdersStage.order((1, 1)))
            let rows: Query = "select 1 from orders where id = \(order.id)"
            let outcomes = try await HeldRows.race(for: rows, in: stage.database, 3) { number in
                try await stage.perform([.cancel, .fail, .cancel][number], on: order.id).id
            }
            #expect(outcomes.successes().count == 1)
            #expect(outcomes.codes() == ["illegal_transition", "illegal_transition"])
            try await stage.sweepLater()
            try await stage.expectSound()
        }
    }

    @Test("A sweeper leaves alone what another one has, instead of waiting for it")
    func sweepers() async throws {
        try await OrdersStage.run { stage in
            stage.line.mode = .away
            for _ in 1...3 { _ = await stage.refusal(OrdersStage.order((1, 1))) }
            stage.line.mode = .up
            stage.clock.advance(by: .seconds(6))
            let taken = try await HeldRows.hold("select 1 from orders where id = 2", in: stage.database) { _ in
                try await stage.service.sweeper.sweepOnce()
            }
            #expect(taken == 2)
            #expect(try await stage.service.sweeper.sweepOnce() == 1)
            try await stage.expectSound()
        }
    }

    @Test("A sender leaves alone the mails that another one has")
    func mailSenders() async throws {
        try await NotificationsStage.run { stage in
            for _ in 1...3 { try await stage.request(id: stage.newID()) }
            let rows: Query = "select 1 from emails order by id limit 1"
            let sent = try await HeldRows.hold(rows, in: stage.database) { _ in
                try await stage.notifications.sender.sweepOnce()
            }
            #expect(sent == 2)
            #expect(try await stage.notifications.sender.sweepOnce() == 1)
        }
    }

    @Test("Merged twice at once, a guest's cart is moved once")
    func merge() async throws {
        try await CartsStage.run { stage in
            let token = try #require(try await stage.add(CartsStage.tea, 3).cartToken?.reveal())
            try await stage.add(CartsStage.tea, 1, as: CartsStage.anna)
            let outcomes = try await HeldRows.race(for: "select 1 from carts", in: stage.database, 2) { _ in
                try await stage.merge(token, into: CartsStage.anna).items.map(\.quantity)
            }
            #expect(outcomes.successes() == [[4], [4]])
        }
    }

    @Test("Of two admins who demote each other at once the second has lost the right to")
    func admins() async throws {
        try await AccountsShop.open { shop in
            let people = [try await shop.admin("one"), try await shop.admin("other"), try await shop.admin("third")]
            let rows: Query = "select 1 from users order by id"
            let outcomes = try await HeldRows.race(for: rows, in: shop.database, 2) { number in
                try await shop.act("set_role", on: people[1 - number], by: people[number], role: "buyer").status
            }
            // To who is no admin any more the other is nobody.
            #expect(outcomes.successes().sorted() == [200, 404])
        }
    }

    @Test("Two admins who step down at once leave one")
    func lastAdmins() async throws {
        try await AccountsShop.open { shop in
            let people = [try await shop.admin("one"), try await shop.admin("other")]
            let rows: Query = "select 1 from users order by id"
            let outcomes = try await HeldRows.race(for: rows, in: shop.database, 2) { number in
                try await shop.act("set_role", on: people[number], by: people[number], role: "buyer").status
            }
            #expect(outcomes.successes().sorted() == [200, 409])
            #expect(try await shop.accounts.hasAdmin())
        }
    }

    @Test("Two processes that migrate at once apply each step once")
    func migrators() async throws {
        try await DatabaseEngine.standard.withDatabases(2) { databases in
            async let one = Migrator().run(Catalog.migrations, on: databases[0])
            async let other = Migrator().run(Catalog.migrations, on: databases[1])
            let applied = try await one + other
            #expect(applied.sorted() == Catalog.migrations.map(\.name).sorted())
        }
    }
}

extension CatalogShop {
    /// Does something that comes to wait for a product which was written before, but is not there for all yet.
    fileprivate func behind(
        _ name: String, sku: String? = nil, _ work: @escaping @Sendable (CategoryID) async throws -> Void
    ) async throws {
        let (place, held) = (try await category("Place"), try await category("Held"))
        let price = try money("1.00")
        try await HeldRows.queue(
            for: "select 1 from categories where id = \(held)", in: database,
            {
                try await database.transaction { [editor = service.trade.editor] transaction in
                    try await editor.create(
                        NewProduct(name: name, description: "", price: price, categoryID: place, sku: sku),
                        soldBy: nil, in: transaction)
                    // Waits here, with the first one written.
                    try await editor.create(
                        NewProduct(name: "Second", description: "", price: price, categoryID: held),
                        soldBy: nil, in: transaction)
                }
            },
            { try await work(place) })
    }
}

extension Sequence {
    /// What succeeded.
    fileprivate func successes<Value>() -> [Value] where Element == Result<Value, any Error> {
        compactMap { try? $0.get() }
    }

    /// What problems the others were told of.
    fileprivate func codes<Value>() -> [String] where Element == Result<Value, any Error> {
        compactMap { outcome in
            guard case .failure(let error) = outcome else { return nil }
            return (error as? Problem)?.code ?? "\(error)"
        }
    }
}
