import Caching
import Catalog
import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Products that are read without a task")
struct ProductsAtHandTests {
    private static let targets =
        (1...4).map { "/api/v1/products/\($0)/" } + [
            "/api/v1/products/", "/api/v1/products/?limit=2", "/api/v1/products/?limit=2&offset=2",
            "/api/v1/products/?limit=2&offset=30", "/api/v1/products/?ordering=-price", "/api/v1/products/?search=desk",
            "/api/v1/products/?category=1", "/api/v1/products/?limit=0", "/api/v1/products/99/", "/api/v1/products/x/",
            "/api/v1/products/1/?colour=red",
        ]

    /// Goods with and without pictures, reviews, numbers, a seller; with names that have to be escaped; one off sale.
    private func fill(_ shop: CatalogShop) async throws {
        let place = try await shop.category("Everything \"else\"")
        let desk = try await shop.product(
            "Quoted \"desk\" \\ \u{1F9AF}", "Line one\nline two\t\u{1}", stock: 2, in: place)
        let lamp = try await shop.product("Lämp", price: "0.05", in: place)
        _ = try await shop.product("Plain", price: "9999999.99", in: place, by: shop.staff)
        let gone = try await shop.product("Gone", in: place)
        for number in 5..<9 { _ = try await shop.product("P\(number)", in: place) }
        for _ in 0..<11 {
            let upload = try HTTPRequest(
                .post, "/api/v1/products/\(desk)/images/", fields: [.contentType: "image/png"],
                body: .bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]))
            #expect(await shop.tester.send(upload, as: shop.ann).status == .created)
        }
        _ = try await shop.tester.send(.delete, "/api/v1/products/\(desk)/images/2/", as: shop.ann)
        _ = try await shop.tester.call(
            CatalogAPI.changeProduct, path: ByProduct(id: lamp), body: ProductChange(barcode: .value("4006381333931")),
            as: shop.ann)
        try await shop.deliver(shop.review(of: lamp, count: 3, total: 14, version: 3))
        _ = try await shop.tester.call(CatalogAPI.disableProduct, path: ByProduct(id: gone), as: shop.ann)
    }

    /// The same catalog without a cache of answers, which counts what it asks.
    private func tester(
        of shop: CatalogShop, atHand: Tally, waitedFor: Tally, makesWait: Bool = false
    ) throws -> ServiceTester {
        try ServiceTester(
            Catalog(
                database: CountingDatabase(
                    base: shop.database, atHand: atHand, waitedFor: waitedFor, makesWait: makesWait),
                currency: .usd, cache: MemoryCache(limits: CacheLimits(bytes: 0)), clock: shop.clock.wallClock))
    }

    @Test("They are answered to the byte as they are where the database has to be waited for")
    func sameAnswers() async throws {
        try await CatalogShop.open { shop in
            try await fill(shop)
            let (asked, waitedFor) = (Tally(), Tally())
            let atHand = try tester(of: shop, atHand: asked, waitedFor: waitedFor)
            let waiting = try tester(of: shop, atHand: asked, waitedFor: waitedFor, makesWait: true)
            for target in Self.targets {
                let first = try await atHand.send(.get, target)
                let second = try await waiting.send(.get, target)
                #expect(first.status == second.status, "\(target)")
                // A refusal names its trace.
                guard first.status == .ok else { continue }
                #expect(try await first.text == second.text, "\(target)")
                #expect(first.fields[.etag] == second.fields[.etag], "\(target)")
            }
            // What is on sale was not waited for.
            waitedFor.set(0)
            for target in Self.targets[..<3] { #expect(try await atHand.send(.get, target).status == .ok) }
            #expect(try await atHand.send(.get, "/api/v1/products/?limit=2").status == .ok)
            #expect(waitedFor.value == 0)
        }
    }

    @Test("Products that are asked for together on a loop share queries, and are answered as alone", .onPostgreSQL)
    func together() async throws {
        try await CatalogShop.open { shop in
            try await fill(shop)
            let (atHand, waitedFor) = (Tally(), Tally())
            let together = try tester(of: shop, atHand: atHand, waitedFor: waitedFor)
            let alone = try tester(of: shop, atHand: atHand, waitedFor: waitedFor, makesWait: true)
            // Some twice, one off sale, one that nobody knows.
            let targets = [1, 2, 3, 4, 99, 1, 5, 6, 7, 8, 3, 2].map { "/api/v1/products/\($0)/" }
            let expected = try await answers(of: targets, from: alone)
            try await withEventLoops { _ in
                // Each loop connects when it is first asked, and asks in a task until then.
                _ = try await answers(of: targets, from: together)
                atHand.set(0)
                waitedFor.set(0)
                #expect(try await answers(of: targets, from: together) == expected)
                #expect((1...4).contains(atHand.value))
                // What is not on sale takes a task, which says so.
                #expect(waitedFor.value == 2)
                // Where nothing is at hand everybody takes one.
                #expect(try await answers(of: targets, from: alone) == expected)
            }
        }
    }

    /// Status and text of each, all asked for at the same time. A refusal names its trace, so of that the status counts.
    private func answers(of targets: [String], from tester: ServiceTester) async throws -> [String] {
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (place, target) in targets.enumerated() {
                group.addTask {
                    let response = try await tester.send(.get, target)
                    return (place, response.status == .ok ? try await response.text : "\(response.status)")
                }
            }
            var answers = [String](repeating: "", count: targets.count)
            for try await (place, answer) in group { answers[place] = answer }
            return answers
        }
    }

    @Test("A product asks the database once, and a page of the list once more for its length")
    func queries() async throws {
        let (atHand, waitedFor) = (Tally(), Tally())
        // A shared cache is never at hand.
        try await CatalogShop.open(
            cache: .memory,
            wrapping: {
                CountingDatabase(base: $0, atHand: atHand, waitedFor: waitedFor)
            }
        ) { shop in
            let place = try await shop.category("All")
            for number in 0..<9 { _ = try await shop.product("P\(number)", in: place) }
            for (target, count) in [("/api/v1/products/1/", 1), ("/api/v1/products/?limit=5", 2)] {
                atHand.set(0)
                waitedFor.set(0)
                #expect(try await shop.tester.send(.get, target).status == .ok)
                #expect(atHand.value + waitedFor.value == count)
                // A database on a server is waited for until a connection is there.
                if shop.database.dialect.engine == .sqlite { #expect(waitedFor.value == 0) }
            }
        }
    }
}
