import Contracts
import SQL
import Values

/// A product as the database has it, with its category and what can be sold of it.
struct Product: Sendable {
    var id: ProductID
    var sku: String
    var name: String
    var slug: String
    var description: String
    var price: Money
    var category: CategorySummary
    var available: Int
    var isActive: Bool
    var sellerID: UserID?
    var barcode: String?
    var ratingTotal: Int
    var reviewCount: Int
    var salesCount: Int
    var createdAt: Timestamp
    var updatedAt: Timestamp
    var version: Int
    var images: [ProductImageID] = []

    /// Of `products p`, `categories c` and `stock s`.
    static let columns: Query =
        """
        p.id, p.sku, p.name, p.slug, p.description, p.price, c.id, c.name, s.on_hand - s.reserved, p.is_active,
        p.seller_id, p.barcode, p.rating_total, p.review_count, p.sales_count, p.created_at, p.updated_at, p.version,
        p.image_numbers
        """

    /// From a row of ``columns``, by their places: names would have to be looked up for each row.
    init(_ row: Row) throws(SQLError) {
        id = try row.get(at: 0)
        sku = try row.get(at: 1)
        name = try row.get(at: 2)
        slug = try row.get(at: 3)
        description = try row.get(at: 4)
        price = try row.get(at: 5)
        category = CategorySummary(id: try row.get(at: 6), name: try row.get(at: 7))
        available = try row.get(at: 8)
        isActive = try row.get(at: 9)
        sellerID = try row.get(at: 10)
        barcode = try row.get(at: 11)
        ratingTotal = try row.get(at: 12)
        reviewCount = try row.get(at: 13)
        salesCount = try row.get(at: 14)
        createdAt = try row.get(at: 15)
        updatedAt = try row.get(at: 16)
        version = try row.get(at: 17)
        if var numbers: String = try row.get(at: 18) {
            numbers.withUTF8 { ProductImages.forEach(in: $0) { images.append(ProductImageID(Int($0))) } }
        }
    }

    /// The mean with two decimals; nil without reviews.
    static func rating(_ total: Int, of count: Int) -> Double? {
        guard count > 0 else { return nil }
        return Double(mean(total, of: count)) / 100
    }

    /// In hundredths, rounded.
    static func mean(_ total: Int, of count: Int) -> Int {
        count > 0 ? (total * 200 + count) / (2 * count) : 0
    }

    func view(_ currency: Currency) -> ProductView {
        ProductView(
            id: id, sku: sku, name: name, slug: slug, description: description, price: price, currency: currency,
            category: category, stockQuantity: available, isActive: isActive, sellerID: sellerID,
            images: images.map { ImageStore.url($0, of: id) }, rating: Self.rating(ratingTotal, of: reviewCount),
            reviewCount: reviewCount,
            salesCount: salesCount, barcode: barcode, createdAt: createdAt, updatedAt: updatedAt)
    }

    func eventData(_ currency: Currency) -> ProductEventData {
        ProductEventData(
            productID: id, sku: sku, name: name, price: price, currency: currency, isActive: isActive,
            version: version)
    }
}
