import Contracts
import Messaging
import SQL
import Values

/// What has to be told after a change: events to others, in the transaction of the change, and to the cache, once that
/// has committed.
struct CatalogNews: Sendable {
    let outbox: Outbox
    let cache: CatalogCache
    let currency: Currency

    func created(_ product: Product, in transaction: any Transaction) async throws {
        try await outbox.append(ProductCreated(product.eventData(currency)), in: transaction)
        transaction.afterCommit { [cache] in cache.dropWithCounts(product.id) }
    }

    func changed(_ product: Product, wasActive: Bool, in transaction: any Transaction) async throws {
        if wasActive, !product.isActive {
            try await outbox.append(ProductDisabled(product.eventData(currency)), in: transaction)
        } else {
            try await outbox.append(ProductUpdated(product.eventData(currency)), in: transaction)
        }
        transaction.afterCommit { [cache] in cache.dropWithCounts(product.id) }
    }

    /// What can be sold of a product, now and before; before is nil where that is not known.
    struct StockChange: Sendable {
        let product: ProductID
        let available: Int
        let before: Int?

        /// Whether it went from none to some, or from some to none.
        var concernsLists: Bool { before.map { ($0 > 0) != (available > 0) } ?? true }
    }

    func stockChanged(
        _ id: ProductID, available: Int, before: Int?, in transaction: any Transaction
    ) async throws {
        try await stockChanged(
            [StockChange(product: id, available: available, before: before)], in: transaction)
    }

    func stockChanged(_ changes: [StockChange], in transaction: any Transaction) async throws {
        try await outbox.append(
            contentsOf: changes.map { StockChanged(productID: $0.product, stockQuantity: $0.available) },
            in: transaction)
        guard !changes.isEmpty else { return }
        transaction.afterCommit { [cache] in
            cache.drop(changes.map(\.product), isSoldOutOrBack: changes.contains(where: \.concernsLists))
        }
    }

    func categoryChanged(_ id: CategoryID, name: String?, in transaction: any Transaction) async throws {
        try await outbox.append(CategoryChanged(categoryID: id, name: name), in: transaction)
        transaction.afterCommit { [cache] in cache.dropAll() }
    }

    /// For changes that concern nobody but those who look at the product.
    func drop(_ id: ProductID, in transaction: any Transaction) {
        transaction.afterCommit { [cache] in cache.drop(id) }
    }
}
