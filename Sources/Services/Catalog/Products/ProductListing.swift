import Contracts
import Endpoints
import SQL
import ServiceKit

/// A list of products as SQL.
///
/// An inner query finds the ids, an outer one fetches what is shown: nothing is joined for rows that are passed over.
/// How the ids are found depends on how many there are, see ``Way``.
struct ProductListing: Sendable {
    /// How the ids of a page are found.
    enum Way: Sendable {
        /// Along the index of the order, past the rows that the filter leaves out. Good where it leaves many in.
        case alongOrder
        /// The filter picks all rows of the list, and they are sorted. Good where they are few.
        case picked
        /// Along the matches of a text, newest first.
        case alongMatches
        /// As `picked`, of the first that a text index finds in names and of the first that it finds at all.
        case ranked
        /// The same of a text that is so common that the first are found by looking at one product after the other: for
        /// an engine whose text index finds rows in no order.
        case rankedInPassing
    }

    /// How long ``few`` is in a shop.
    static let few = 1_000

    private(set) var filter: ProductFilter
    let ordering: ProductQuery.Ordering
    private let order: ListOrder<ProductPlace>
    private let dialect: Dialect
    /// Lists up to this length are sorted, longer ones are read along an index.
    let few: Int

    /// A public list.
    /// - Parameter categories: nil for all.
    init(_ query: ProductQuery, in categories: [CategoryID]?, _ dialect: Dialect, few: Int = ProductListing.few) {
        filter = ProductFilter(query, in: categories)
        // Without a text everything is equally relevant.
        let wanted = query.ordering ?? .newest
        ordering = wanted == .relevance && filter.search == nil ? .newest : wanted
        order = ProductOrder.along(ordering, filter.search, "p")
        self.dialect = dialect
        self.few = few
    }

    /// What a seller offers or has offered.
    init(of seller: UserID, _ dialect: Dialect) {
        filter = ProductFilter(of: seller)
        ordering = .newest
        order = ProductOrder.along(ordering, filter.search, "p")
        self.dialect = dialect
        few = Self.few
    }

    /// The same list, found by way of three characters of its text that at most ``few`` products hold.
    func led(by trigram: String) -> Self {
        var listing = self
        listing.filter = filter.led(by: trigram)
        return listing
    }

    /// Counts the matches of the text, as far as it takes to know whether they are few. Nil where no index can tell.
    var probe: Query? { filter.search?.probe(upTo: mostSorted + 1, dialect) }

    /// Matches of a text up to this number are sorted. An engine that cannot walk through them in any order sorts more.
    private var mostSorted: Int { dialect.engine == .sqlite ? few : 10 * few }

    /// - Parameters:
    ///   - matches: what the probe has found.
    ///   - count: how long the list is; asked only where it matters.
    func way(matches: Int?, count: () async throws -> Int) async rethrows -> Way {
        if filter.search != nil {
            switch ordering {
            case .newest where filter.search?.stream(dialect) != nil: return .alongMatches
            case .relevance where matches.map { $0 > few } ?? true:
                return dialect.engine == .postgresql && (matches ?? 0) > mostSorted ? .rankedInPassing : .ranked
            case _ where matches.map { $0 <= mostSorted } ?? false: return .picked
            default: return .alongOrder
            }
        }
        guard filter.narrows(ordering) else { return .alongOrder }
        return try await count() <= few ? .picked : .alongOrder
    }

    /// Whether it may look at many rows to find a few: such a query must not hold up a loop.
    ///
    /// PostgreSQL keeps one plan for all sellers and categories, good for those of a usual size, unless it is asked as for
    /// something slow: then it makes one for this.
    func isSlow(_ window: PageWindow) -> Bool {
        filter.search != nil || filter.narrows(ordering) || filter.isSpread && window.offset > few
            || dialect.engine == .postgresql && filter.isScoped
    }

    func page(_ window: PageWindow, _ way: Way) throws -> Query {
        if way == .alongOrder, isPlain, window.cursor == nil || order.isOfOneColumn {
            return try plain(window)
        }
        let shown = ProductOrder.ofPicked(ordering, filter.search, "p")
        return """
            select \(fragment: Product.columns) from (\(fragment: try ids(window, way))) as page
            join products p on p.id = page.id
            join categories c on c.id = p.category_id
            join stock s on s.product_id = p.id
            \(fragment: shown.clause(window))
            """
    }

    /// A list without a filter that leaves rows out: what is joined comes in the order of the index, and nothing is
    /// sorted. The cross joins leave the planner no choice of what to begin with.
    private func plain(_ window: PageWindow) throws -> Query {
        let skipped = filter.conditions("o", along: ordering).joined(separator: " and ")
        let behind = order.behindSkipped(
            window, "from products o where \(fragment: skipped)", ProductOrder.along(ordering, filter.search, "o"))
        return try order.query(
            "select \(fragment: Product.columns) from products p cross join categories c cross join stock s",
            where: ["c.id = p.category_id", "s.product_id = p.id"] + filter.conditions("p", along: ordering)
                + [behind].compactMap(\.self),
            PageWindow(limit: window.limit, cursor: window.cursor))
    }

    /// Whether an index holds exactly the rows of the list, in its order.
    var isPlain: Bool { filter.search == nil && !filter.narrows(ordering) && !filter.isSpread }

    /// - Parameter place: what tells where a row stands.
    func part<Item: Sendable>(
        _ found: [Item], _ window: PageWindow, _ place: (Item) -> ProductPlace
    ) -> ListPart<Item> {
        ListPart(found, window, order: order.name) { order.keys(of: place($0)) }
    }

    /// - Parameter matches: what the probe has found.
    func count(matches: Int?) -> Query {
        if let search = filter.search, matches.map({ $0 > few }) ?? true {
            let others = search.residue("p", dialect, streaming: true)
            guard let stream = search.stream(dialect) else {
                let all = filter.conditions("p") + search.matching("p", dialect)
                return PageWindow.counting("from products p where \(fragment: all.joined(separator: " and "))")
            }
            let all = [stream.condition] + filter.conditions("p") + others
            return PageWindow.counting("\(fragment: stream.source) where \(fragment: all.joined(separator: " and "))")
        }
        let all = filter.conditions("p") + (filter.search?.matching("p", dialect) ?? [])
        return PageWindow.counting("from products p where \(fragment: all.joined(separator: " and "))")
    }

    private func ids(_ window: PageWindow, _ way: Way) throws -> Query {
        let search = filter.search
        switch way {
        case .picked:
            let all = filter.conditions("p") + (search?.matching("p", dialect) ?? [])
            return try ProductOrder.ofPicked(ordering, search, "p").query(
                "select p.id from products p", where: all, window)
        case .ranked, .rankedInPassing:
            let candidates = search?.candidates("p", atMost: few, dialect, isCommon: way == .rankedInPassing)
            let all = filter.conditions("p") + (candidates ?? [])
            return try ProductOrder.ofPicked(ordering, search, "p").query(
                "select p.id from products p", where: all, window)
        case .alongMatches:
            guard let search, let stream = search.stream(dialect) else { return try ids(window, .alongOrder) }
            let all = [stream.condition] + filter.conditions("p") + search.residue("p", dialect, streaming: true)
            return try ProductOrder.alongMatches.query("select p.id \(fragment: stream.source)", where: all, window)
        case .alongOrder:
            return try alongOrder(window)
        }
    }

    /// A page may begin among rows that differ in their ids only: these are one range of the index, what lies behind
    /// them is another. A category has ranges of its own, and so has each below it.
    private func alongOrder(_ window: PageWindow) throws -> Query {
        if dialect.engine == .postgresql { return try alongWholeOrder(window) }
        let order = ProductOrder.along(ordering, filter.search, "x")
        let conditions =
            filter.conditions("x", along: ordering) + (filter.search?.residue("x", dialect) ?? [])
            + (filter.isSpread ? ["x.category_id = scope.id"] : [])
        let ranges = try order.ranges(window)
        let isOne = ranges.count == 1 && !filter.isSpread
        let parts = ranges.map { range -> Query in
            let all = (conditions + [range].compactMap(\.self)).joined(separator: " and ")
            let end = isOne ? order.end(window) : order.beginning(window)
            return "select x.id from products x where \(fragment: all) \(fragment: end)"
        }
        if isOne, let only = parts.first { return only }
        let scope: Query = filter.isSpread ? "categories scope cross join " : ""
        let chosen: Query = filter.isSpread ? "scope.id in \(list: filter.categories ?? []) and " : ""
        let union = parts.map { "select id from (\(fragment: $0))" as Query }.joined(separator: " union all ")
        return """
            select p.id from \(fragment: scope)products p where \(fragment: chosen)p.id in (\(fragment: union))
            \(fragment: ProductOrder.ofPicked(ordering, filter.search, "p").end(window))
            """
    }

    /// The same for an engine that compares whole rows within an index, and joins what is found for each category.
    private func alongWholeOrder(_ window: PageWindow) throws -> Query {
        let order = ProductOrder.along(ordering, filter.search, "x")
        let conditions = filter.conditions("x", along: ordering) + (filter.search?.residue("x", dialect) ?? [])
        guard filter.isSpread else {
            return try order.query("select x.id from products x", where: conditions, window)
        }
        let found = try order.query(
            "select x.* from products x", where: conditions + ["x.category_id = scope.id"],
            PageWindow(limit: window.offset + window.limit, cursor: window.cursor))
        return """
            select p.id from categories scope cross join lateral (\(fragment: found)) p
            where scope.id in \(list: filter.categories ?? [])
            \(fragment: ProductOrder.ofPicked(ordering, filter.search, "p").end(window))
            """
    }
}
