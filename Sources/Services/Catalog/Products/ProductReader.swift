import Caching
import Contracts
import Endpoints
import EventLoops
import HTTP
import JSON
import SQL
import Values

/// Answers reads of products, from the cache where they are there: then nothing is asked or encoded.
struct ProductReader: Sendable {
    let products: ProductStore
    let cache: CatalogCache
    let database: any Database
    private let plans = Memo<ListPlan>(limit: 256)
    /// Nil where the engine lies in this process, and asking it twice costs no more than asking it once for two.
    private let batch: ProductBatch?

    init(products: ProductStore, cache: CatalogCache, database: any Database) {
        self.products = products
        self.cache = cache
        self.database = database
        batch =
            database.dialect.engine == .sqlite
            ? nil : ProductBatch(database: database, json: ProductJSON(currency: products.currency))
    }

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
    func productAtHand(_ id: String?, _ target: RequestTarget) throws -> Attempt<HTTPResponse> {
        // The route takes no query; what to say to one is its business.
        guard target.rawQuery == nil, let id = id.flatMap(ProductID.init) else { return .impossible }
        return try cache.productAtHand(id) {
            if let batch { return batch.read(id) }
            return try database.readAtHand(ProductStore.product(id, database.dialect)) { [json] rows throws(SQLError) in
                var writer = JSONWriter()
                try rows.visit { row throws(SQLError) in
                    if try ProductJSON.isOnSale(row) { try json.write(row, to: &writer) }
                }
                return writer.count > 0 ? writer.take() : nil
            }.then { Attempt($0) }
        }.map(\.response)
    }

    /// A page of the list from the cache, or from a database that is at hand if the same page was read before.
    func knownList(_ target: RequestTarget) throws -> Attempt<HTTPResponse> {
        let key = "\(target)"
        guard let plan = plans.value(for: key) else { return Attempt(cache.list(key)?.response) }
        return try listAtHand(plan, key)
    }

    /// A page of the list from a database that is at hand; impossible for one that may take long to find.
    func listAtHand(_ query: ProductQuery, of target: RequestTarget) throws -> Attempt<HTTPResponse> {
        // The categories below one have to be looked up first.
        guard query.category == nil else { return .impossible }
        let listing = ProductListing(query, in: nil, database.dialect)
        guard listing.isPlain, !listing.isSlow(query.window), query.cursor?.side != .before else { return .impossible }
        let plan = try ListPlan(listing, query.window, of: target)
        let key = "\(target)"
        // What lies behind a cursor is seldom asked for twice.
        if query.cursor == nil { plans.keep(plan, for: key) }
        return try listAtHand(plan, key)
    }

    private func listAtHand(_ plan: ListPlan, _ key: String) throws -> Attempt<HTTPResponse> {
        try cache.listAtHand(key) { try encodedAtHand(plan) }.map(\.response)
    }

    private func encodedAtHand(_ plan: ListPlan) throws -> Attempt<[UInt8]> {
        let limit = plan.window.limit
        return try database.readAtHand(plan.page) { [json] rows throws(SQLError) in
            var results = JSONWriter(reserving: 1024 * limit)
            var places: [ProductPlace] = []
            places.reserveCapacity(limit + 1)
            results.beginArray()
            try rows.visit { row throws(SQLError) in
                // One more than is shown says that the list goes on.
                if places.count < limit { try json.write(row, to: &results) }
                // Links lead from the first row that is shown and from the last of a full page: no other place is looked
                // at.
                let isAtEdge = places.count == 0 || places.count == limit - 1
                places.append(isAtEdge ? try ProductPlace(row) : places[0])
            }
            results.endArray()
            return (results: results.take(), part: plan.listing.part(places, plan.window, \.self))
        }.then { page in
            let count = page.part.isWhole ? .done(page.part.rows.count) : try countAtHand(plan)
            return try count.map { count in
                Page<ProductView>.encode(page.results, beside: page.part, count: count, plan.links)
            }
        }
    }

    private func countAtHand(_ plan: ListPlan) throws -> Attempt<Int> {
        try cache.countAtHand(plan.identity) {
            try database.readAtHand(plan.count) { rows throws(SQLError) in
                var count: Int?
                try rows.visit { row throws(SQLError) in count = Int(try row.integer(at: 0)) }
                return count
            }.then { Attempt($0) }
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
        let listing = try await led(listing)
        let matches = try await matches(of: listing)
        let way = try await listing.way(matches: matches) { try await count(listing, matches) }
        let part = try await products.part(of: listing, window, way, in: database)
        let length = part.isWhole ? part.rows.count : try await count(listing, matches)
        return Page(part, count: length, of: target) { $0.view(products.currency) }
    }

    /// A list with a text of which some characters are in few products is found by way of these.
    private func led(_ listing: ProductListing) async throws -> ProductListing {
        guard let search = listing.filter.search else { return listing }
        let rarest = RarestTrigram(of: search, upTo: listing.few)
        guard let query = try rarest.query(database.dialect) else { return listing }
        let place = try await cache.count("rarest \(search.identity)", dependsOnStock: false) { [database] in
            try rarest.place(try await database.slowQuery(query).first)
        }
        return rarest.trigrams.indices.contains(place) ? listing.led(by: rarest.trigrams[place]) : listing
    }

    /// How many rows the text of a list is found in, as far as it is counted; nil without a text.
    private func matches(of listing: ProductListing) async throws -> Int? {
        // No more than what leads to them.
        if listing.filter.search?.lead != nil { return listing.few }
        guard let search = listing.filter.search, let probe = listing.probe else { return nil }
        return try await cache.count("matches \(search.identity)", dependsOnStock: false) { [database] in
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
