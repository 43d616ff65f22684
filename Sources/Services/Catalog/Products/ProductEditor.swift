import Contracts
import Endpoints
import FoundationEssentials
import HTTP
import JSON
import SQL
import Values

/// Writes products: those of a seller by that seller, all by staff.
struct ProductEditor: Sendable {
    let products: ProductStore
    let stock: StockStore
    let news: CatalogNews
    let clock: WallClock

    @discardableResult
    func create(
        _ new: NewProduct, soldBy sellerID: UserID?, in transaction: any Transaction
    ) async throws -> ProductView {
        try await requireCategory(new.categoryID, in: transaction)
        let now = clock.now()
        let text = SearchText(name: new.name, description: new.description)
        // A number that follows from the id is only known once the row is there.
        let sku = new.sku ?? "new \(UUID())"
        let id: ProductID = try await Slug.take(for: new.name, otherwise: "product") { slug in
            try await transaction.first("select 1 from products where slug = \(slug)") != nil
        } insert: { slug in
            try await namingDuplicates {
                try await transaction.execute(
                    """
                    insert into products (sku, name, slug, description, price, category_id, seller_id, is_active,
                        barcode, search_name, search_description, search_beginnings, created_at, updated_at)
                    values (\(sku), \(new.name), \(slug), \(new.description), \(new.price), \(new.categoryID),
                        \(sellerID), \(new.isActive ?? true), \(new.barcode), \(text.name), \(text.description),
                        \(text.beginnings), \(now), \(now))
                    on conflict (slug) do nothing returning id
                    """
                ).rows.first?.get(at: 0)
            }
        }
        if new.sku == nil { try await giveNumber(to: id, in: transaction) }
        try await stock.begin(id, with: new.stockQuantity ?? 0, in: transaction)
        let product = try await required(id, in: transaction)
        try await news.created(product, in: transaction)
        return product.view(products.currency)
    }

    /// - Parameter sellerID: whose goods may be changed; nil for those of everybody.
    @discardableResult
    func change(
        _ id: ProductID, _ change: ProductChange, of sellerID: UserID?,
        if preconditions: Preconditions = Preconditions(),
        in transaction: any Transaction
    ) async throws -> ProductView {
        let before = try await editable(id, of: sellerID, if: preconditions, in: transaction)
        if let category = change.categoryID { try await requireCategory(category, in: transaction) }
        let name = change.name ?? before.name
        let description = change.description ?? before.description
        let text = SearchText(name: name, description: description)
        try await namingDuplicates {
            try await transaction.execute(
                """
                update products set sku = \(change.sku ?? before.sku), name = \(name), description = \(description),
                    search_name = \(text.name), search_description = \(text.description),
                    search_beginnings = \(text.beginnings),
                    price = \(change.price ?? before.price), category_id = \(change.categoryID ?? before.category.id),
                    is_active = \(change.isActive ?? before.isActive),
                    barcode = \(change.barcode.applied(to: before.barcode)), updated_at = \(clock.now()),
                    version = version + 1
                where id = \(id)
                """)
        }
        // What does not change is not written: a whole product may be sent back although its goods are single copies.
        if let quantity = change.stockQuantity, quantity != before.available {
            try await stock.set(quantity, of: id, in: transaction)
        }
        let after = try await required(id, in: transaction)
        try await news.changed(after, wasActive: before.isActive, in: transaction)
        return after.view(products.currency)
    }

    /// Takes a product off sale; does nothing to one that is not on sale.
    func disable(
        _ id: ProductID, by caller: SellerOrStaff, if preconditions: Preconditions, in transaction: any Transaction
    ) async throws {
        let before = try await editable(id, of: caller.sellerID, if: preconditions, in: transaction)
        guard before.isActive else { return }
        try await transaction.execute(
            """
            update products set is_active = \(false), updated_at = \(clock.now()), version = version + 1
            where id = \(id)
            """)
        try await news.changed(try await required(id, in: transaction), wasActive: true, in: transaction)
    }

    /// Notes that something beside the product itself has changed, such as its pictures.
    func touch(_ product: Product, in transaction: any Transaction) async throws {
        try await transaction.execute(
            "update products set updated_at = \(clock.now()), version = version + 1 where id = \(product.id)")
        let after = try await required(product.id, in: transaction)
        try await news.changed(after, wasActive: product.isActive, in: transaction)
    }

    /// The product, held until the end of the transaction, if it may be changed.
    /// - Parameter sellerID: whose goods may be changed; nil for those of everybody.
    /// - Throws: 404 for one that the seller may not see, 403 for one that the seller may only see.
    func editable(
        _ id: ProductID, of sellerID: UserID?, if preconditions: Preconditions = Preconditions(),
        in transaction: any Transaction
    ) async throws -> Product {
        // The stock first: orders hold it when they come to the product.
        try await transaction.lock(
            "select 1 from stock s join products p on p.id = s.product_id where p.id = \(id)")
        guard let product = try await products.find(id, in: transaction) else {
            throw Problem.notFound
        }
        if let sellerID, product.sellerID != sellerID {
            throw product.isActive ? Problem.forbidden : Problem.notFound
        }
        if !preconditions.isEmpty {
            try preconditions.check(ETag(ofEncoded: product.view(products.currency)))
        }
        return product
    }

    private func required(_ id: ProductID, in transaction: any Transaction) async throws -> Product {
        guard let product = try await products.find(id, in: transaction) else { throw SQLError(.missingRow) }
        return product
    }

    private func requireCategory(_ id: CategoryID, in transaction: any Transaction) async throws {
        guard try await !CategoryStore.exists(id, in: transaction) else { return }
        throw Problem.invalid([
            FieldError(pointer: "/category_id", code: "unknown", message: "there is no category \(id)")
        ])
    }

    private func giveNumber(to id: ProductID, in transaction: any Transaction) async throws {
        let digits = String(id.rawValue)
        var sku = "SK-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        // Somebody may have chosen this number already.
        while try await transaction.first("select 1 from products where sku = \(sku)") != nil { sku += "-A" }
        // Or chooses it just now, which only the index finds out.
        try await namingDuplicates {
            try await transaction.execute("update products set sku = \(sku) where id = \(id)")
        }
    }

    @discardableResult
    private func namingDuplicates<Value>(_ write: () async throws -> Value) async throws -> Value {
        do {
            return try await write()
        } catch let error as SQLError where error.isUniqueViolation(of: "sku") {
            throw Problem.duplicate("/sku", "another product has this number")
        }
    }
}
