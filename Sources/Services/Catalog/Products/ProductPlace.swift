import Contracts
import SQL
import Values

/// What tells where a product stands in lists.
struct ProductPlace: Sendable {
    let id: ProductID
    let price: Int64
    let ratingTotal: Int
    let reviewCount: Int
    let salesCount: Int
    /// Of no account but for a search by relevance.
    var name = ""
}

extension ProductPlace {
    /// - Parameter row: of ``Product/columns``.
    init(_ row: borrowing LiveRow) throws(SQLError) {
        self.init(
            id: ProductID(Int(try row.integer(at: 0))), price: try row.integer(at: 5),
            ratingTotal: Int(try row.integer(at: 12)), reviewCount: Int(try row.integer(at: 13)),
            salesCount: Int(try row.integer(at: 14)))
    }
}

extension Product {
    var place: ProductPlace {
        ProductPlace(
            id: id, price: price.minorUnits, ratingTotal: ratingTotal, reviewCount: reviewCount,
            salesCount: salesCount, name: name)
    }
}
