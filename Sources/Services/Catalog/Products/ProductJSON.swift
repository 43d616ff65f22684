import Contracts
import JSON
import SQL
import Values

/// Writes products as JSON straight from the rows of a read, without a value in between. A test holds it equal to
/// ``ProductView``.
struct ProductJSON {
    let currency: Currency

    /// Whether everybody may see the product.
    static func isOnSale(_ row: borrowing LiveRow) throws(SQLError) -> Bool { try row.boolean(at: 9) }

    /// - Parameter row: of ``Product/columns``.
    func write(_ row: borrowing LiveRow, to writer: inout JSONWriter) throws(SQLError) {
        let id = try row.integer(at: 0)
        writer.beginObject()
        writer.key("id")
        writer.integer(id)
        try text("sku", row, 1, &writer)
        try text("name", row, 2, &writer)
        try text("slug", row, 3, &writer)
        try text("description", row, 4, &writer)
        writer.member("price", Money(minorUnits: try row.integer(at: 5)))
        writer.member("currency", currency)
        writer.key("category")
        writer.beginObject()
        try integer("id", row, 6, &writer)
        try text("name", row, 7, &writer)
        writer.endObject()
        try integer("stock_quantity", row, 8, &writer)
        writer.key("is_active")
        writer.bool(try row.boolean(at: 9))
        try optionalText("seller_id", row, 10, &writer)
        try images(of: id, row, &writer)
        let (total, count) = (Int(try row.integer(at: 12)), Int(try row.integer(at: 13)))
        writer.member("rating", Product.rating(total, of: count))
        writer.key("review_count")
        writer.integer(count)
        try integer("sales_count", row, 14, &writer)
        try optionalText("barcode", row, 11, &writer)
        writer.member("created_at", Timestamp(microseconds: try row.integer(at: 15)))
        writer.member("updated_at", Timestamp(microseconds: try row.integer(at: 16)))
        writer.endObject()
    }

    private func text(
        _ name: StaticString, _ row: borrowing LiveRow, _ column: Int, _ writer: inout JSONWriter
    ) throws(SQLError) {
        writer.key(name)
        try row.withText(at: column) { text throws(SQLError) in writer.string(decoding: text) }
    }

    private func optionalText(
        _ name: StaticString, _ row: borrowing LiveRow, _ column: Int, _ writer: inout JSONWriter
    ) throws(SQLError) {
        guard row.isNull(at: column) else { return try text(name, row, column, &writer) }
        writer.key(name)
        writer.null()
    }

    private func integer(
        _ name: StaticString, _ row: borrowing LiveRow, _ column: Int, _ writer: inout JSONWriter
    ) throws(SQLError) {
        writer.key(name)
        writer.integer(try row.integer(at: column))
    }

    private func images(of id: Int64, _ row: borrowing LiveRow, _ writer: inout JSONWriter) throws(SQLError) {
        writer.key("image")
        guard !row.isNull(at: 18) else {
            writer.null()
            writer.key("images")
            writer.beginArray()
            return writer.endArray()
        }
        try row.withText(at: 18) { text throws(SQLError) in
            url(of: ProductImages.first(in: text), id, &writer)
            writer.key("images")
            writer.beginArray()
            ProductImages.forEach(in: text) { url(of: $0, id, &writer) }
            writer.endArray()
        }
    }

    private func url(of number: UInt64, _ id: Int64, _ writer: inout JSONWriter) {
        writer.plainString(atMost: ProductImages.urlRoom) { ProductImages.writeURL(of: number, id, to: $0) }
    }
}
