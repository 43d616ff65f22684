import Contracts
import Endpoints
import SQL
import ServiceKit

/// Which products a list holds and in what order, as SQL.
///
/// Near the top of a list one query follows the index that carries the order, and what it joins comes in that order:
/// nothing is sorted. Farther down an inner query picks the ids by that index and the outer one fetches the rest of them
/// only: nothing is joined that is not shown.
struct ProductListing: Sendable {
    private var conditions: [Query] = []
    private var ordering: Query = "p.id desc"
    private var looksAtStock = false

    /// Whether it may have to look at many rows to find a few: such a list must not hold up a loop.
    private(set) var isSlow = false

    /// A public list.
    /// - Parameter categories: nil for all.
    init(_ query: ProductQuery, in categories: [CategoryID]?, _ dialect: Dialect) {
        conditions = ["p.is_active"]
        if let categories { add(categories) }
        if let seller = query.seller { conditions.append("p.seller_id = \(seller)") }
        if let price = query.minPrice { addSlow("p.price >= \(price)") }
        if let price = query.maxPrice { addSlow("p.price <= \(price)") }
        if let inStock = query.inStock {
            looksAtStock = true
            addSlow(inStock ? "s.on_hand > s.reserved" : "s.on_hand = s.reserved")
        }
        let search = query.search.flatMap(ProductSearch.init)
        for condition in search?.conditions(dialect) ?? [] { addSlow(condition) }
        ordering = Self.ordering(query.ordering ?? .newest, search)
        // An order of its own makes the engine choose between the order's index and the filter's.
        if query.ordering != nil, query.ordering != .newest, conditions.count > 1 { isSlow = true }
    }

    /// What a seller offers or has offered.
    init(of seller: UserID) {
        conditions = ["p.seller_id = \(seller)"]
    }

    private mutating func add(_ categories: [CategoryID]) {
        if let only = categories.first, categories.count == 1 {
            conditions.append("p.category_id = \(only)")
        } else {
            addSlow("p.category_id in \(list: categories)")
        }
    }

    private mutating func addSlow(_ condition: Query) {
        conditions.append(condition)
        isSlow = true
    }

    private static func ordering(_ ordering: ProductQuery.Ordering, _ search: ProductSearch?) -> Query {
        switch ordering {
        case .newest: "p.id desc"
        case .price: "p.price, p.id"
        case .priceDescending: "p.price desc, p.id desc"
        case .rating: "p.rating_mean desc, p.review_count desc, p.id desc"
        case .popular: "p.sales_count desc, p.id desc"
        case .relevance: search?.relevance ?? "p.id desc"
        }
    }

    func page(limit: Int, offset: Int, _ dialect: Dialect) -> Query {
        if !isSlow, offset <= Self.nearTheTop { return nearPage(limit: limit, offset: offset, dialect) }
        return """
            select \(fragment: Product.columnsWithImages(dialect)) from
                (select p.id \(fragment: source) order by \(fragment: ordering) limit \(limit) offset \(offset)) as page
            join products p on p.id = page.id
            join categories c on c.id = p.category_id
            join stock s on s.product_id = p.id
            order by \(fragment: ordering)
            """
    }

    private static let nearTheTop = 20

    /// The cross joins leave the planner no choice of what to begin with.
    private func nearPage(limit: Int, offset: Int, _ dialect: Dialect) -> Query {
        """
        select \(fragment: Product.columnsWithImages(dialect)) from products p cross join categories c cross join stock s
        where c.id = p.category_id and s.product_id = p.id and \(fragment: conditions.joined(separator: " and "))
        order by \(fragment: ordering) limit \(limit) offset \(offset)
        """
    }

    var count: Query { PageWindow.counting(source) }

    /// What tells its length from that of other lists; nil where it changes with every sale.
    var identity: String? {
        guard !looksAtStock else { return nil }
        let filter = conditions.joined(separator: " and ")
        return "\(filter.text) \(filter.binds)"
    }

    private var source: Query {
        let stock: Query = looksAtStock ? " join stock s on s.product_id = p.id" : ""
        return "from products p\(fragment: stock) where \(fragment: conditions.joined(separator: " and "))"
    }
}
