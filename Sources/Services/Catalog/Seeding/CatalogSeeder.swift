public import Contracts
import HTTP
public import SQL
public import Values

/// Fills an empty catalog. What is there already stays as it is, so that seeding may be repeated.
///
/// It tells nobody: seed before the services start, or let their caches run out.
public struct CatalogSeeder: Sendable {
    /// Rows in one transaction.
    private static let batch = 1000

    private let database: any Database
    private let clock: WallClock

    public init(database: any Database, clock: WallClock = .system) {
        self.database = database
        self.clock = clock
    }

    /// - Returns: the ids of all of them by slug.
    @discardableResult
    public func seed(_ categories: [CatalogSeed.Category]) async throws -> [String: CategoryID] {
        try await database.transaction { transaction in
            var ids: [String: CategoryID] = [:]
            for category in categories {
                try await transaction.execute(
                    """
                    insert into categories (name, name_key, slug, description, parent_id)
                    values (\(category.name), \(category.name.lowercased()), \(category.slug),
                        \(category.description), \(category.parent.flatMap { ids[$0] }))
                    on conflict do nothing
                    """)
                ids[category.slug] = try await transaction.scalar(
                    "select id from categories where slug = \(category.slug)")
            }
            return ids
        }
    }

    /// - Returns: how many were not there yet.
    @discardableResult
    public func seed(_ products: some Sequence<CatalogSeed.Product>) async throws -> Int {
        try await makeRoom()
        let categories = try await categoryIDs()
        var added = 0
        var batch: [CatalogSeed.Product] = []
        for product in products {
            batch.append(product)
            guard batch.count == Self.batch else { continue }
            added += try await insert(batch, in: categories)
            batch.removeAll(keepingCapacity: true)
        }
        return try await added + insert(batch, in: categories)
    }

    /// Rows come into many indexes at random places: with more pages in memory most of them are written once only.
    private func makeRoom() async throws {
        guard database.dialect.engine == .sqlite else { return }
        try await database.execute("pragma cache_size = -65536")
    }

    /// Sets what reviews say, where nothing newer is known.
    public func seed(_ ratings: [ProductID: CatalogSeed.Rating]) async throws {
        try await database.transaction { transaction in
            for (id, rating) in ratings.sorted(by: { $0.key < $1.key }) {
                let mean = Product.mean(rating.ratingTotal, of: rating.reviewCount)
                try await transaction.execute(
                    """
                    update products set rating_total = \(rating.ratingTotal), review_count = \(rating.reviewCount),
                        rating_mean = \(mean), rating_version = \(rating.version)
                    where id = \(id) and rating_version < \(rating.version)
                    """)
            }
        }
    }

    /// The ids of products by their numbers; unknown ones are left out.
    public func productIDs(_ skus: [String]) async throws -> [String: ProductID] {
        var ids: [String: ProductID] = [:]
        for start in stride(from: 0, to: skus.count, by: Self.batch) {
            let some = skus[start..<min(start + Self.batch, skus.count)]
            for row in try await database.query("select sku, id from products where sku in \(list: some)") {
                ids[try row.get(at: 0)] = try row.get(at: 1)
            }
        }
        return ids
    }

    private func categoryIDs() async throws -> [String: CategoryID] {
        var ids: [String: CategoryID] = [:]
        for row in try await database.query("select slug, id from categories") {
            ids[try row.get(at: 0)] = try row.get(at: 1)
        }
        return ids
    }

    private func insert(_ products: [CatalogSeed.Product], in categories: [String: CategoryID]) async throws -> Int {
        let now = clock.now()
        return try await database.transaction { transaction in
            var added = 0
            for product in products {
                guard let category = categories[product.category] else { throw UnknownCategory(slug: product.category) }
                if try await insert(product, in: category, at: now, transaction) { added += 1 }
            }
            return added
        }
    }

    private func insert(
        _ product: CatalogSeed.Product, in category: CategoryID, at now: Timestamp, _ transaction: any Transaction
    ) async throws -> Bool {
        let isCountedByUnits = !product.units.isEmpty
        let stock = isCountedByUnits ? product.units.count : product.stock
        let text = SearchText(name: product.name, description: product.description)
        let inserted = try await transaction.execute(
            """
            insert into products (sku, name, slug, description, price, category_id, seller_id, is_active, in_stock,
                barcode, images_added, search_name, search_description, search_beginnings, created_at, updated_at)
            values (\(product.sku), \(product.name), \(product.slug), \(product.description), \(product.price),
                \(category), \(product.sellerID), \(true), \(stock > 0), \(product.barcode),
                \(product.picture == nil ? 0 : 1), \(text.name), \(text.description), \(text.beginnings), \(now), \(now))
            on conflict do nothing returning id
            """)
        guard let id = try inserted.rows.first?.get(at: 0, as: ProductID.self) else { return false }
        try await transaction.executeAhead(
            """
            insert into stock (product_id, on_hand, counted_by_units)
            values (\(id), \(stock), \(isCountedByUnits))
            """)
        for place in product.units {
            try await transaction.executeAhead(
                """
                insert into stock_units (product_id, place, state)
                values (\(id), \(place), \(StockUnitState.available))
                """)
        }
        if let picture = product.picture {
            try await transaction.executeAhead(
                """
                insert into product_images (product_id, number, media_type, tag, size, bytes)
                values (\(id), 1, 'image/svg+xml', \(ETag(of: picture).opaque), \(picture.count), \(picture))
                """)
        }
        return true
    }
}

/// A product is to be seeded into a category that is not there.
public struct UnknownCategory: Error, CustomStringConvertible {
    public let slug: String
    public var description: String { "there is no category \(slug) to seed a product into" }
}
