import Contracts
import SQL

/// The products of a shop that some lines of a file are about.
struct KnownProducts: Sendable {
    struct Entry: Sendable {
        let product: Product
        let isCountedByUnits: Bool
    }

    private let entries: [TextKey: Entry]

    init(_ skus: [String], in connection: some SQLConnection) async throws {
        let found = try await connection.query(Self.products(skus)) { row in
            Entry(product: try Product(row), isCountedByUnits: try row.get(at: Self.unitsColumn))
        }
        entries = Dictionary(found.map { (TextKey($0.product.sku), $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(_ sku: String) -> Entry? { entries[TextKey(sku)] }

    private static let unitsColumn = 19

    static func products(_ skus: [String]) -> Query {
        """
        select \(fragment: Product.columns), s.counted_by_units from products p
        join categories c on c.id = p.category_id join stock s on s.product_id = p.id
        where p.sku in \(list: skus)
        """
    }
}

extension Product {
    /// Whether a line of a file says what is so already.
    func agrees(with row: ProductRow) -> Bool {
        (row.name?.isIdentical(to: name) ?? true)
            && (row.description?.isIdentical(to: description) ?? true)
            && (row.price ?? price) == price
            && (row.stockQuantity ?? available) == available
            && (row.isActive ?? isActive) == isActive
            && (row.barcode?.isIdentical(to: barcode ?? "") ?? true)
            && row.plannedCategory == nil && (row.category ?? category.id) == category.id
    }
}
