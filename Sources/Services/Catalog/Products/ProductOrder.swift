import Contracts
import SQL
import ServiceKit
import Values

/// The orders of product lists. Each has an index of its own for the whole shop, for a category and for a seller, which
/// also holds price and stock: a list is read along it without looking at the products that it passes over.
enum ProductOrder {
    /// - Parameter table: what the products are called in the query.
    static func along(
        _ ordering: ProductQuery.Ordering, _ search: ProductSearch?, _ table: Query
    ) -> ListOrder<ProductPlace> {
        order(ordering, search, table, "\(fragment: table).")
    }

    /// The same order for rows that something else has picked: the plus keeps its index from being chosen.
    static func ofPicked(
        _ ordering: ProductQuery.Ordering, _ search: ProductSearch?, _ table: Query
    ) -> ListOrder<ProductPlace> {
        order(ordering, search, table, "+\(fragment: table).")
    }

    /// The newest first, by the number of a row that a text index has found.
    static let alongMatches = ListOrder<ProductPlace>("newest", .descending, [.identifier("t.rowid", \.id)])

    private static func order(
        _ ordering: ProductQuery.Ordering, _ search: ProductSearch?, _ table: Query, _ column: Query
    ) -> ListOrder<ProductPlace> {
        let id = OrderColumn<ProductPlace>.identifier("\(fragment: column)id", \.id)
        let price = OrderColumn<ProductPlace>.integer("\(fragment: column)price", \.price)
        switch ordering {
        case .newest:
            return ListOrder("newest", .descending, [id])
        case .price:
            return ListOrder("price", .ascending, [price, id])
        case .priceDescending:
            return ListOrder("-price", .descending, [price, id])
        case .rating:
            return ListOrder(
                "rating", .descending,
                [
                    .integer("\(fragment: column)rating_mean") {
                        Int64(Product.mean($0.ratingTotal, of: $0.reviewCount))
                    },
                    .integer("\(fragment: column)review_count") { Int64($0.reviewCount) }, id,
                ])
        case .popular:
            return ListOrder(
                "popular", .descending, [.integer("\(fragment: column)sales_count") { Int64($0.salesCount) }, id])
        case .relevance:
            guard let search else { return ListOrder("newest", .descending, [id]) }
            return ListOrder(
                "relevance", .ascending,
                [.integer(search.relevance(table)) { Int64(search.relevance(ofName: $0.name)) }, id])
        }
    }
}
