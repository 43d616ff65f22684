import Contracts
import EventLoops
import SQL
import TestSupport
import Testing
import Values

@testable import Catalog

/// A database that promises everything, and says no when a test wants it to. It is to be asked on one loop.
private final class PromisingDatabase: Database {
    private let readers = LoopLocal { _ in [any LiveRowsReader]() }

    var dialect: Dialect { .postgresql }
    var promised: Int { readers.value.count }

    func lendRows(of query: Query, to reader: any LiveRowsReader) -> Lending {
        readers.value.append(reader)
        return .promised
    }

    func endAll() {
        let ending = readers.value
        readers.value = []
        for reader in ending { reader.end(isRead: false) }
    }

    func query(_ query: Query) throws(SQLError) -> [Row] { throw SQLError(.closed) }
    func slowQuery(_ query: Query) throws(SQLError) -> [Row] { throw SQLError(.closed) }
    func execute(_ query: Query) throws(SQLError) -> ExecutionResult { throw SQLError(.closed) }
    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) throws -> Value { throw SQLError(.closed) }
    func close() {}
}

@Suite("Products that wait for a query which they share")
struct ProductBatchTests {
    private let database = PromisingDatabase()
    private let ended = Tally()

    private func batch() -> ProductBatch { ProductBatch(database: database, json: ProductJSON(currency: .usd)) }

    /// Asks for so many products, and answers how many of them are promised.
    private func ask(_ batch: ProductBatch, for count: Int) -> Int {
        (0..<count).count { number in
            guard case .promised(let promise) = batch.read(ProductID(number + 1)) else { return false }
            promise.whenEnded { [ended] _ in ended.add() }
            return true
        }
    }

    @Test("More than may wait are not promised; those who wait are asked for when a query has ended")
    func bounded() async throws {
        try await withEventLoops(1) { _ in
            let batch = batch()
            #expect(ask(batch, for: 100) == 64)
            await Task.yield()
            #expect(database.promised == 3)
            // Eight each were asked for, 40 wait.
            #expect(ask(batch, for: 30) == 24)
            database.endAll()
            #expect(database.promised == 3)
            #expect(ended.value == 24)
            while database.promised > 0 { database.endAll() }
            #expect(ended.value == 88)
            #expect(ask(batch, for: 1) == 1)
        }
    }

    @Test("Those who still wait when their loop ends are told so")
    func loopEnds() async throws {
        let batch = batch()
        try await withEventLoops(1) { _ in
            _ = ask(batch, for: 64)
            await Task.yield()
            #expect(database.promised == 3)
            #expect(ended.value == 0)
        }
        #expect(ended.value == 40)
    }

    @Test("Off a loop nothing is promised")
    func offLoop() {
        #expect(batch().read(ProductID(1)).isImpossible)
    }
}
