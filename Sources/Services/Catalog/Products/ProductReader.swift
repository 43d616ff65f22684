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
        try await cache.product(id) { [products, database] in
            guard let product = try await products.find(id, in: database), product.isActive else {
                throw Problem.notFound
            }
            return try JSONEncoding.encode(product.view(products.currency))
        }
    }

    /// The answer for a product on sale, from the cache or from a database that is at hand.
    /// - Parameter id: as it stands in the path.
    func productAtHand(_ id: String?, _ target: RequestTarget) throws -> HTTPResponse? {
        // The route takes no query; what to say to one is its business.
        guard target.rawQuery == nil, let id = id.flatMap(ProductID.init) else { return nil }
        return try cache.productAtHand(id) {
            var writer = JSONWriter()
            try _ = database.readAtHand(ProductStore.product(id, database.dialect)) { row throws(SQLError) in
                if try ProductJSON.isOnSale(row) { try json.write(row, to: &writer) }
            }
            return writer.count > 0 ? writer.take() : nil
        }?.response
    }

    /// The cached answer for a page of the list.
    func cachedList(_ target: RequestTarget) -> HTTPResponse? { cache.list(target)?.response }

    /// A page of the list from a database that is at hand; nil for one that may take long to find.
    func listAtHand(_ query: ProductQuery, of target: RequestTarget) throws -> HTTPResponse? {
        // The categories below one have to be looked up first.
        guard query.category == nil else { return nil }
        let listing = ProductListing(query, in: nil, database.dialect)
        guard listing.isPlain, !listing.isSlow(query.window), query.cursor?.side != .before else { return nil }
        return try cache.listAtHand("\(target)") { try encodedAtHand(listing, query.window, target) }?.response
    }

    private func encodedAtHand(
        _ listing: ProductListing, _ window: PageWindow, _ target: RequestTarget
    ) throws -> [UInt8]? {
        var results = JSONWriter(reserving: 1024 * window.limit)
        var places: [ProductPlace] = []
        results.beginArray()
        let isAtHand = try database.readAtHand(listing.page(window, .alongOrder)) { row throws(SQLError) in
            // One more than is shown says that the list goes on.
            if places.count < window.limit { try json.write(row, to: &results) }
            places.append(try ProductPlace(row))
        }
        guard isAtHand else { return nil }
        results.endArray()
        let part = listing.part(places, window, \.self)
        guard let count = part.isWhole ? part.rows.count : try countAtHand(listing) else { return nil }
        return Page<ProductView>.encode(results.take(), beside: part, count: count, of: target)
    }

    private func countAtHand(_ listing: ProductListing) throws -> Int? {
        try cache.countAtHand(listing.filter.identity) {
            var count: Int?
            try _ = database.readAtHand(listing.count(matches: nil)) { row throws(SQLError) in
                count = Int(try row.integer(at: 0))
            }
            return count
        }
    }

    private var json: ProductJSON { ProductJSON(currency: products.currency) }

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
            return try JSONEncoding.encode(Page(ListPart<ProductView>.nothing(window), count: 0, of: target) { $0 })
        }
        let listing = ProductListing(query, in: categories, database.dialect)
        return try JSONEncoding.encode(try await page(of: listing, window, target))
    }

    func page(
        of listing: ProductListing, _ window: PageWindow, _ target: RequestTarget
    ) async throws -> Page<ProductView> {
        let matches = try await matches(of: listing)
        let way = try await listing.way(matches: matches) { try await count(listing, matches) }
        let part = try await products.part(of: listing, window, way, in: database)
        let length = part.isWhole ? part.rows.count : try await count(listing, matches)
        return Page(part, count: length, of: target) { $0.view(products.currency) }
    }

    /// How many rows the text of a list is found in, as far as it is counted; nil without a text.
    private func matches(of listing: ProductListing) async throws -> Int? {
        guard let search = listing.filter.search, let probe = listing.probe else { return nil }
        return try await cache.count("matches \(search.terms)", dependsOnStock: false) { [database] in
            try await database.slowQuery(probe).first?.get(at: 0) ?? 0
        }
    }

    private func count(_ listing: ProductListing, _ matches: Int?) async throws -> Int {
        let filter = listing.filter
        return try await cache.count(filter.identity, dependsOnStock: filter.inStock != nil) { [database] in
            let query = listing.count(matches: matches)
            let isSlow = filter.search != nil || filter.narrows(.newest)
            let rows = try await isSlow ? database.slowQuery(query) : database.query(query)
            return try rows.first?.get(at: 0) ?? 0
        }
    }
}
