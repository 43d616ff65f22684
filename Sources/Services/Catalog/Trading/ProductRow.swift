import Contracts
import JSON
import Values

/// A product as a line of a file has it; nil is what the file has no column for, or says nothing of.
struct ProductRow: Codable, Sendable {
    var line: Int
    var sku: String
    var name: String?
    var description: String?
    var price: Money?
    var stockQuantity: Int?
    var isActive: Bool?
    /// Empty where the product has none.
    var barcode: String?
    /// The category, if it is there already.
    var category: CategoryID?
    /// The number of the category's plan, if it is not.
    var plannedCategory: Int?

    /// As the API would be asked to change a product: its rules are the ones to keep.
    /// - Parameter category: in place of a planned one.
    func change(in category: CategoryID? = nil) -> ProductChange {
        ProductChange(
            name: name, description: description, price: price, categoryID: category ?? self.category,
            stockQuantity: stockQuantity, isActive: isActive, sku: sku,
            barcode: barcode.map { Patchable($0.isEmpty ? nil : $0) })
    }

    /// As the API would be asked to make one; nil if something is missing without which there is no product.
    func new(in category: CategoryID) -> NewProduct? {
        guard let name, let price else { return nil }
        return NewProduct(
            name: name, description: description ?? "", price: price, categoryID: category,
            stockQuantity: stockQuantity, isActive: isActive, sku: sku,
            barcode: barcode.flatMap { $0.isEmpty ? nil : $0 })
    }
}
