import Caching
import Catalog
import Contracts
import Endpoints
import EventLoops
import HTTP
import Observability
import Redis
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Two instances of the catalog that share a cache")
struct CatalogInstancesTests {
    private struct Instances {
        let one: CatalogShop
        let other: CatalogShop
        let asked: Tally
        let cache: RedisCache

        /// After this, what the one has changed is known to Redis.
        func confirm() async { await cache.drain(within: .seconds(20) * Patience.factor) }
    }

    private func open(
        at address: RedisAddress? = nil, configuration: RedisConfiguration = .patient,
        _ body: (Instances) async throws -> Void
    ) async throws {
        try await withDatabase(Catalog.migrations) { database, loops in
            try await TestRedis.withClients(2, on: loops, at: address, configuration: configuration) {
                clients, prefix in
                let clock = ManualClock(Timestamp(seconds: 1_800_000_000))
                let asked = Tally()
                let caches = clients.map {
                    RedisCache($0, prefix: prefix, version: "1", metrics: MetricsRegistry())
                }
                let shops = try caches.enumerated().map { index, cache in
                    let tally = index == 0 ? Tally() : asked
                    let counting = CountingDatabase(base: database, atHand: tally, waitedFor: tally)
                    let service = Catalog(
                        database: counting, currency: .usd, cache: cache, clock: clock.wallClock)
                    return CatalogShop(
                        service: service, tester: try ServiceTester(service), database: database, loops: loops,
                        clock: clock)
                }
                try await body(Instances(one: shops[0], other: shops[1], asked: asked, cache: caches[0]))
            }
        }
    }

    @Test("What one has read, the other answers without asking the database")
    func shared() async throws {
        try await open { instances in
            let desk = try await instances.one.product(stock: 3)
            await instances.confirm()
            for target in ["/api/v1/products/\(desk)/", "/api/v1/products/?limit=5"] {
                let first = try await instances.one.tester.send(.get, target)
                let second = try await instances.one.tester.send(.get, target)
                instances.asked.set(0)
                let other = try await instances.other.tester.send(.get, target)
                #expect(instances.asked.value == 0)
                let texts = [try await first.text, try await second.text, try await other.text]
                #expect(Set(texts).count == 1)
                #expect(other.fields[.etag] != nil && other.fields[.etag] == first.fields[.etag])
            }
        }
    }

    @Test("Whatever changes over one changes the next answer of the other, alone, in lists and in their lengths")
    func invalidation() async throws {
        try await open { instances in
            let (one, other) = (instances.one, instances.other)
            let desk = try await one.product(stock: 1)
            func seen<Value>(_ value: (ProductView) -> Value) async throws -> [Value] {
                await instances.confirm()
                let list = try await other.tester.call(CatalogAPI.listProducts, query: ProductQuery())
                return [value(try await other.view(desk)), value(try #require(list.results.first))]
            }
            func lengths() async throws -> [Int] {
                await instances.confirm()
                var lengths: [Int] = []
                for query in [ProductQuery(limit: 1), ProductQuery(inStock: true, limit: 1)] {
                    lengths.append(try await other.tester.call(CatalogAPI.listProducts, query: query).count)
                }
                return lengths
            }
            #expect(try await seen(\.stockQuantity) == [1, 1])
            #expect(try await lengths() == [1, 1])
            try await one.reserve(1, one.line(desk))
            #expect(try await seen(\.stockQuantity) == [0, 0])
            try await one.release(1)
            #expect(try await seen(\.stockQuantity) == [1, 1])
            try await one.deliver(one.review(of: desk, count: 3, total: 14, version: 3))
            #expect(try await seen(\.rating) == [4.67, 4.67])
            let place = try await one.view(desk).category.id
            _ = try await one.tester.call(
                CatalogAPI.changeCategory, path: ByCategory(id: place), body: CategoryChange(name: "Renamed"),
                as: one.staff)
            #expect(try await seen(\.category.name) == ["Renamed", "Renamed"])
            for number in 0..<3 { _ = try await one.product("P\(number)", stock: 1, in: place) }
            #expect(try await lengths() == [4, 4])
            try await one.reserve(2, one.line(desk))
            #expect(try await lengths() == [4, 3])
            _ = try await one.tester.call(CatalogAPI.disableProduct, path: ByProduct(id: desk), as: one.ann)
            #expect(try await lengths() == [3, 3])
        }
    }

    @Test("Without Redis both answer what the database says, before and after it dies")
    func withoutRedis() async throws {
        try await RedisServer.with { server in
            try await open(at: try RedisAddress(server.url), configuration: RedisConfiguration()) { instances in
                let (one, other) = (instances.one, instances.other)
                let desk = try await one.product(stock: 5)
                await instances.confirm()
                #expect(try await other.view(desk).stockQuantity == 5)
                server.kill()
                for number in 1...5 {
                    try await one.reserve(number, one.line(desk))
                    #expect(try await one.view(desk).stockQuantity == 5 - number)
                    #expect(try await other.view(desk).stockQuantity == 5 - number)
                }
            }
        }
    }
}
