import Catalog
import EventLoops
import FoundationEssentials
import HTTP
import JSON
import Observability
import PostgreSQL
import SQL
import SQLite
import ServiceKit
import TestSupport
import Testing

@testable import souk

@Suite(
    "A shop that moves to a server, and back", .enabled(if: PostgreSQLTestServer.isUnderTest), .timeLimit(.minutes(10)))
struct CopyTests {
    @Test("There and back it is the same to the row")
    func thereAndBack() async throws {
        try await CopiedShop.use { copied, _ in
            let there = try await copied.copyToServer()
            #expect(there.contains(CopiedTable(service: "catalog", table: "product_images", rows: 2)))
            let back = copied.folder + "/back"
            let again = try await copied.copyBack(to: back)
            #expect(there.sorted() == again.sorted())
            let changes = try await copied.changes(in: back)
            #expect(changes == [])
        }
    }

    @Test(
        "What was placed before can be finished after: keys answer the same, events are sent, ids go on, searches find")
    func goesOn() async throws {
        try await CopiedShop.use { copied, shop in
            let found = try await Self.search(copied, shop)
            _ = try await copied.copyToServer()
            let moved = try await shop.restarted(at: ShopPlace { .postgresql(url: copied.server.url(of: $0)) })
            do {
                let foundThere = try await Self.find(in: moved)
                #expect(foundThere == found)
                try await Self.goOn(copied, moved)
                let violations = try await moved.violations()
                #expect(violations == [])
            } catch {
                await moved.close()
                throw error
            }
            await moved.close()
            // And the way back, with what has come since.
            let back = copied.folder + "/back"
            _ = try await copied.copyBack(to: back)
            let home = try await shop.restarted(at: ShopPlace { .sqlite(path: "\(back)/\($0).sqlite") })
            do {
                let product = try await home.newProduct(stock: 1)
                let order = try await home.newOrder(of: product, by: copied.buyer)
                #expect(order == copied.order + 2)
                let violations = try await home.violations()
                #expect(violations == [])
            } catch {
                await home.close()
                throw error
            }
            await home.close()
        }
    }

    private static func search(_ copied: CopiedShop, _ shop: WholeShop) async throws -> [[JSONValue]] {
        let open = try await shop.restarted()
        let found: [[JSONValue]]
        do {
            found = try await find(in: open)
        } catch {
            await open.close()
            throw error
        }
        await open.close()
        return found
    }

    private static func find(in shop: WholeShop) async throws -> [[JSONValue]] {
        var found: [[JSONValue]] = []
        for text in CopiedShop.searches {
            let query = text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let answer = try await shop.send(.get, "products/?search=\(query)&ordering=relevance").expect(200)
            found.append(answer["results"].arrayValue?.compactMap { $0["id"] } ?? [])
        }
        #expect(found.map(\.isEmpty) == [false, false, false, false, true, false])
        return found
    }

    private static func goOn(_ copied: CopiedShop, _ shop: WholeShop) async throws {
        let again = try await shop.send(
            .post, "orders/", WholeShop.order([(copied.product, 1)]), as: .user(copied.buyer), key: CopiedShop.key
        ).expect(201)
        #expect(again.id == copied.order)
        try await shop.settle()
        for step in ["pack", "ship", "deliver"] { _ = try await shop.move(copied.order, step).expect(200) }
        try await shop.settle()
        let mails = try await shop.send(.get, "emails/?limit=100", as: .user(shop.admin)).expect(200)
        #expect(mails["results"].arrayValue?.count { $0["kind"] == "order_delivered" } == 2)

        let next = try await shop.newOrder(of: copied.product, by: copied.buyer)
        #expect(next == copied.order + 1)
        let vase = try await shop.newProduct(stock: 0)
        let unit = try await shop.newUnit(of: vase)
        #expect(unit == copied.lostUnit + 1, "an id that was given out is not given out again")

        let picture = try await shop.send(.get, "products/\(copied.product)/images/3/").expect(200)
        #expect(picture.bytes == CopiedShop.picture)
        let cart = try await shop.send(.get, "cart/", as: .user(copied.buyer)).expect(200)
        #expect(cart["items"][0]?["quantity"] == 3)
    }

    @Test(
        "One that is cut off anywhere lets no shop open, and is finished by repeating it",
        arguments: [
            "copy.marked", "copy.in_the_middle", "copy.before_commit", "copy.service_copied", "copy.mark_removed",
        ])
    func cutOff(place: String) async throws {
        try await CopiedShop.use { copied, _ in
            await #expect(throws: (any Error).self) {
                try await FailPoints.$injected.withValue(.throwing(at: place)) { try await copied.copyToServer() }
            }
            await #expect(throws: CopyMark.Unfinished.self) { try await Self.open(copied.server.settings) }
            _ = try await copied.copyToServer()
            try await Self.open(copied.server.settings)

            let back = copied.folder + "/back"
            await #expect(throws: (any Error).self) {
                try await FailPoints.$injected.withValue(.throwing(at: place)) { try await copied.copyBack(to: back) }
            }
            await #expect(throws: CopyMark.Unfinished.self) { try await Self.open(["DATA_DIR": back]) }
            _ = try await copied.copyBack(to: back)
            let changes = try await copied.changes(in: back)
            #expect(changes == [])
        }
    }

    private static func open(_ settings: [String: String]) async throws {
        let configuration = try Configuration(table: Settings.all, environment: settings)
        let shop = try Shop(
            configuration,
            databases: try ShopDatabases(configuration, folder: settings["DATA_DIR"] ?? "/nowhere"),
            keys: .ephemeral())
        do {
            _ = try await shop.migrate()
        } catch {
            await shop.close()
            throw error
        }
        await shop.close()
    }

    @Test(
        "What was copied already is not copied again; where the shop went on, it is replaced only when that is asked for"
    )
    func notEmpty() async throws {
        try await CopiedShop.use { copied, shop in
            _ = try await copied.copyToServer()
            let second = try await copied.copyToServer()
            #expect(second == [])
            try await copied.change("reviews", "update reviews set rating = 1")
            let error = await #expect(throws: NotEmpty.self) { try await copied.copyToServer() }
            #expect(error?.service == "reviews")
            let third = try await copied.copyToServer(replacing: true)
            #expect(Set(third.map(\.service)) == ["reviews"])
            let rating = try await copied.server.ask("reviews", "select rating from reviews", as: Int.self)
            #expect(rating == 1)
        }
    }

    @Test("Ids that were given out since, of rows that are gone as well, make a difference")
    func givenOut() async throws {
        try await CopiedShop.use { copied, _ in
            _ = try await copied.copyToServer()
            try await copied.change("orders", "update sqlite_sequence set seq = seq + 7 where name = 'orders'")
            let error = await #expect(throws: NotEmpty.self) { try await copied.copyToServer() }
            #expect(error?.service == "orders")
            _ = try await copied.copyToServer(replacing: true)
            let given = try await copied.server.ask(
                "orders", "select last_value from orders_id_seq", as: Int.self)
            #expect(given == copied.order + 7)
        }
    }

    @Test("While somebody is connected to a database on the server, nothing is copied out of it or into it")
    func running() async throws {
        try await CopiedShop.use { copied, _ in
            let running = try PostgreSQLDatabase(url: copied.server.url(of: "orders"))
            _ = try await running.query("select 1")
            let into = await #expect(throws: Solitude.Disturbed.self) { try await copied.copyToServer() }
            #expect(into?.service == "orders")
            await running.close()
            _ = try await copied.copyToServer()
            let back = copied.folder + "/back"
            let selling = try PostgreSQLDatabase(url: copied.server.url(of: "catalog"))
            _ = try await selling.query("select 1")
            let outOf = await #expect(throws: Solitude.Disturbed.self) { try await copied.copyBack(to: back) }
            #expect(outOf?.description.contains("souk, process") == true)
            await selling.close()
        }
    }

    @Test("Also where a process of the shop is connected as another role, of whose sessions the server shows little")
    func otherRole() async throws {
        try await CopiedShop.use { copied, _ in
            try await copied.server.whileMasterIsConnected(to: "orders", named: "souk serve") { () async throws in
                let error = await #expect(throws: Solitude.Disturbed.self) { try await copied.copyToServer() }
                #expect(error?.service == "orders")
                #expect(error?.description.contains("souk serve, process") == true)
            }
            _ = try await copied.copyToServer()
        }
    }

    @Test("Nobody can write to the source while it is copied")
    func locked() async throws {
        try await CopiedShop.use { copied, _ in
            _ = try await copied.copyToServer()
            let (file, url) = ("\(copied.folder)/catalog.sqlite", copied.server.url(of: "catalog"))
            for address in [DatabaseAddress.sqlite(path: file), .postgresql(url: url)] {
                let copy = ServiceCopy(
                    service: Catalog.self, source: try await address.session(named: "souk copy"),
                    target: try await address.session(named: "souk copy"), targetAddress: address)
                let writer = try await address.session(named: "test")
                _ = try await writer.query(
                    writer.dialect.engine == .sqlite ? "pragma busy_timeout = 50" : "set lock_timeout = 50")
                try await copy.beginReading()
                let error = await #expect(throws: SQLError.self) {
                    try await writer.execute("update products set version = version + 1")
                }
                #expect(error?.code == .busy)
                await copy.source.close()
                try await writer.execute("update products set version = version + 1")
                await copy.target.close()
                await writer.close()
            }
        }
    }

    @Test("What a writer does whom the copy has waited for is copied")
    func waitedFor() async throws {
        try await CopiedShop.use { copied, _ in
            _ = try await copied.copyToServer()
            let address = DatabaseAddress.postgresql(url: copied.server.url(of: "catalog"))
            let copy = ServiceCopy(
                service: Catalog.self, source: try await address.session(named: "souk copy"),
                target: try await address.session(named: "souk copy"), targetAddress: address)
            let writer = try await address.session(named: "test")
            _ = try await writer.execute("begin")
            _ = try await writer.execute("update products set name = 'Written last'")
            async let reading: Void = copy.beginReading()
            let waits: Query =
                "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())"
            while try await writer.scalar(waits, as: Int.self) == 0 { try await Sleep.for(.milliseconds(5)) }
            _ = try await writer.execute("commit")
            try await reading
            let others: Query = "select count(*) from products where name <> 'Written last'"
            #expect(try await copy.source.scalar(others, as: Int.self) == 0)
            await copy.source.close()
            await copy.target.close()
            await writer.close()
        }
    }

    @Test("A shop of another version is not copied")
    func otherVersion() async throws {
        try await CopiedShop.use { copied, _ in
            try await copied.change(
                "carts", "insert into souk_migrations (name, checksum, applied_at) values ('900_later', 1, 1)")
            let newer = await #expect(throws: WrongVersion.self) { try await copied.copyToServer() }
            #expect(newer?.description.contains("900_later") == true)
            try await copied.change(
                "carts", "delete from souk_migrations where name in ('900_later', '002_create_checkouts')")
            let older = await #expect(throws: WrongVersion.self) { try await copied.copyToServer() }
            #expect(
                older?.description == "the database of carts is of an older version: souk migrate brings it up to date")
            try await Self.expectUntouched(copied.server)
        }
    }

    @Test("A text that PostgreSQL cannot keep is named before anything is written")
    func unfit() async throws {
        try await CopiedShop.use { copied, _ in
            try await copied.change("reviews", "update reviews set comment = 'a' || char(0) || 'b'")
            let error = await #expect(throws: UnfitTexts.Found.self) { try await copied.copyToServer() }
            #expect(error?.places.count == 1)
            #expect(error?.description.contains("reviews: reviews.comment, id \"") == true)
            try await Self.expectUntouched(copied.server)
        }
    }

    private static func expectUntouched(_ server: ServerDatabases) async throws {
        for service in Settings.storingServices {
            let tables = try await server.ask(
                service, "select count(*) from pg_class where relnamespace = 'public'::regnamespace", as: Int.self)
            #expect(tables == 0, "\(service)")
        }
    }

    @Test("A filled database has the same indexes, references and triggers as a new one")
    func schema() async throws {
        try await CopiedShop.use { copied, _ in
            _ = try await copied.copyToServer()
            let copies = try await Self.schema(copied.server)
            try await ServerDatabases.use { other in
                try await Self.open(other.settings)
                let fresh = try await Self.schema(other)
                #expect(copies == fresh)
                #expect(copies.contains { $0.contains("gin_trgm_ops") })
            }
        }
    }

    private static func schema(_ server: ServerDatabases) async throws -> [String] {
        var lines: [String] = []
        for service in Settings.storingServices {
            lines +=
                (try await server.ask(
                    service,
                    """
                    select string_agg(line, chr(10) order by line) from (
                        select pg_get_indexdef(indexrelid) as line from pg_index i join pg_class c on c.oid = i.indrelid
                        where c.relnamespace = 'public'::regnamespace
                        union all
                        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                        where connamespace = 'public'::regnamespace
                        union all
                        select pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal
                    ) as lines
                    """, as: String.self) ?? "").split(separator: "\n").map { "\(service): \($0)" }
        }
        return lines
    }

    @Test("souk clear empties databases on a server, and what a copy left of itself; strangers' tables stay")
    func clear() async throws {
        try await CopiedShop.use { copied, _ in
            _ = try await copied.copyToServer()
            try await copied.server.asMaster(in: "catalog", "create table customers_of_somebody (id integer)")
            let databases = MigratedSchema.services.map { (service: $0, url: copied.server.url(of: $0.name)) }
            #expect(try await ServerClearing.run(databases) == 6)
            for service in Settings.storingServices {
                let left = try await copied.server.ask(
                    service,
                    """
                    select (select count(*) from pg_class
                        where relnamespace = 'public'::regnamespace and relname <> 'customers_of_somebody')
                        + (select count(*) from pg_proc p where pronamespace = 'public'::regnamespace
                            and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e'))
                    """, as: Int.self)
                #expect(left == 0, "\(service)")
            }
            #expect(try await ServerClearing.run(databases) == 0)
            try await copied.server.asMaster(in: "catalog", "drop table customers_of_somebody")
            _ = try await copied.copyToServer()
        }
    }
}

extension CopiedTable: Comparable {
    static func < (one: Self, other: Self) -> Bool { (one.service, one.table) < (other.service, other.table) }
}
