import Caching
import Catalog
import EventLoops
import SQL
import ServiceTestSupport
import TestSupport
import Values

extension CatalogShop {
    /// The same goods in a shop whose database is listened to, and which has nothing kept yet.
    func recorded() throws -> (shop: CatalogShop, recorder: RecordingDatabase) {
        let recorder = RecordingDatabase(database)
        let service = Catalog(
            database: recorder, currency: .usd, cache: MemoryCache(clock: clock.wallClock), clock: clock.wallClock)
        let shop = CatalogShop(
            service: service, tester: try ServiceTester(service), database: recorder, loops: loops, clock: clock)
        return (shop, recorder)
    }
}

extension RecordingDatabase {
    /// How often it was asked, since the statements were taken last, which characters of a search are the rarest; and
    /// how often at all.
    func takeLooks() -> (forLeads: Int, all: Int) {
        let statements = takeStatements()
        return (statements.count { $0.text.contains("product_trigrams match one.value") }, statements.count)
    }
}
