/// The columns of a file of products, in the order in which they are written.
enum ProductColumn: String, CaseIterable, Sendable {
    case sku, name, description, price, currency, category
    case stockQuantity = "stock_quantity"
    case isActive = "is_active"
    case barcode

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
