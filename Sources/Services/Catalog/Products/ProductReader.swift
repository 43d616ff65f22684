import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import Values

/// Answers reads of products, from the cache where they are there: then nothing is asked or encoded.
struct ProductReader: Sendable {
    let products: ProductStore
    let cache: CatalogCache
    let database: any Database

    /// A product on sale.
    /// - Throws: 404 for one that is not.
    func product(_ id: ProductID) async throws -> EncodedAnswer {
        if let answer = cache.product(id) { return answer }
        return try await cache.product(id) { [products, database] in
            guard let product = try await products.find(id, in: database), product.isActive else {
                throw Problem.notFound
            }
            return try JSONEncoding.encode(product.view(products.currency))
        }
    }

    /// The cached answer for a product on sale.
    /// - Parameter id: as it stands in the path.
    func cachedProduct(_ id: String?, _ target: RequestTarget) -> HTTPResponse? {
        // The route takes no query; what to say to one is its business.
        guard target.rawQuery == nil, let id = id.flatMap(ProductID.init) else { return nil }
        return cache.product(id)?.response
    }

    /// The cached answer for a page of the list.
    func cachedList(_ target: RequestTarget) -> HTTPResponse? { cache.list(target)?.response }

    /// A product, on sale or not, as its seller and staff may see it.
    func product(_ id: ProductID, for user: User) async throws -> EncodedAnswer {
        guard let product = try await products.find(id, in: database),
            product.isActive || user.isStaff || product.sellerID == user.id
        else { throw Problem.notFound }
        return EncodedAnswer(try JSONEncoding.encode(product.view(products.currency)))
    }

    func list(_ query: ProductQuery, of target: RequestTarget) async throws -> EncodedAnswer {
        try await cache.list("\(target)") { try await encodedList(query, of: target) }
    }

    private func encodedList(_ query: ProductQuery, of target: RequestTarget) async throws -> [UInt8] {
        let window = query.window
        let categories: [CategoryID]? =
            if let text = query.category {
                try await CategoryFilter(database: database).categories(text)
            } else {
                nil
            }
        if categories?.isEmpty == true {
            return try JSONEncoding.encode(Page<ProductView>([], count: 0, window: window, of: target))
        }
        let listing = ProductListing(query, in: categories, database.dialect)
        return try JSONEncoding.encode(try await page(of: listing, window, target))
    }

    func page(
        of listing: ProductListing, _ window: PageWindow, _ target: RequestTarget
    ) async throws -> Page<ProductView> {
        let found = try await products.page(listing, limit: window.limit, offset: window.offset, in: database)
        let count: Int
        if window.offset == 0, found.count < window.limit {
            // The whole list is on this page.
            count = found.count
        } else {
            count = try await cache.count(listing) { [database] in
                let rows =
                    listing.isSlow
                    ? try await database.slowQuery(listing.count) : try await database.query(listing.count)
                return try rows.first?.get(at: 0) ?? 0
            }
        }
        return Page(found.map { $0.view(products.currency) }, count: count, window: window, of: target)
    }
}
