import Caching
import Contracts
import EventLoops
import Messaging
import SQL
import Testing
import Values

@testable import Catalog

@Suite("The order in which stock is taken")
struct StockLockTests {
    private static let lines = [3, 5].map { id in
        Reservation.Line(
            productID: ProductID(rawValue: id), quantity: 1, price: Money(minorUnits: 100), productName: "Lamp")
    }

    private let stock = StockStore(
        news: CatalogNews(outbox: Outbox(source: "catalog"), cache: CatalogCache(MemoryCache()), currency: .usd))

    @Test("Where rows are locked, reserving, releasing and consuming take them by product before they change them")
    func lockedFirst() async throws {
        for change in changes {
            let transaction = DeafTransaction(dialect: .postgresql)
            // Nothing was found there: what is made of it is of no interest.
            try? await change(transaction)
            let asked = transaction.asked.withLock { $0.map(\.text) }
            #expect(asked.count == 2)
            #expect(
                asked.first == "select 1 from stock where product_id in (?, ?) order by product_id for update")
            #expect(asked.last?.contains("update stock set") == true)
        }
    }

    @Test("Where one writes at a time, there is no statement for it")
    func notLocked() async throws {
        for change in changes {
            let transaction = DeafTransaction(dialect: .sqlite)
            try? await change(transaction)
            #expect(transaction.asked.withLock { $0.count } == 1)
        }
    }

    @Test("The copies of an order are taken by their numbers before they are put back or sold")
    func units() async throws {
        for isSold in [false, true] {
            let transaction = DeafTransaction(dialect: .postgresql)
            let order = OrderID(rawValue: 8)
            if isSold {
                try await UnitAssignment.sell(of: order, in: transaction)
            } else {
                try await UnitAssignment.undo(of: order, in: transaction)
            }
            let asked = transaction.asked.withLock { $0.map(\.text) }
            #expect(asked.count == 2)
            #expect(asked.first == "select 1 from stock_units where order_id = ? order by id for update")
        }
    }

    private var changes: [(DeafTransaction) async throws -> Void] {
        [
            { _ = try await stock.reserve(Self.lines, in: $0) },
            { try await stock.release(Self.lines, in: $0) },
            { try await stock.consume(Self.lines, in: $0) },
        ]
    }
}

/// Writes down what it is asked, and finds nothing.
private struct DeafTransaction: Transaction {
    let dialect: Dialect
    let asked = Lock<[Query]>([])

    func query(_ query: Query) async throws(SQLError) -> [Row] {
        asked.withLock { $0.append(query) }
        return []
    }

    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult {
        asked.withLock { $0.append(query) }
        return ExecutionResult(rowsChanged: 0)
    }

    func afterCommit(_ hook: @escaping @Sendable () -> Void) {}
}
