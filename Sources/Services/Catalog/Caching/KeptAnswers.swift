import Contracts
import Messaging
import SQL

/// Forgets answers when events tell of a change. Changes of this process have dropped them already; the events matter
/// where another process writes into the same database.
struct KeptAnswers: Sendable {
    let news: CatalogNews

    func forget(_ event: some ProductEvent, _ envelope: EventEnvelope, in transaction: any Transaction) async throws {
        let id = event.product.productID
        transaction.afterCommit { [cache = news.cache] in cache.dropWithCounts(id) }
    }

    func forgetAll(
        _ event: CategoryChanged, _ envelope: EventEnvelope, in transaction: any Transaction
    ) async throws {
        transaction.afterCommit { [cache = news.cache] in cache.dropAll() }
    }
}
