public import JSON

// The shop's hottest answer writes itself; a test holds it equal to what the coder would write.
extension ProductView: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("sku", sku)
        writer.member("name", name)
        writer.member("slug", slug)
        writer.member("description", description)
        writer.member("price", price)
        writer.member("currency", currency)
        writer.member("category", category)
        writer.member("stock_quantity", stockQuantity)
        writer.member("is_active", isActive)
        writer.member("seller_id", sellerID)
        writer.member("image", image)
        writer.member("images", images)
        writer.member("rating", rating)
        writer.member("review_count", reviewCount)
        writer.member("sales_count", salesCount)
        writer.member("barcode", barcode)
        writer.member("created_at", createdAt)
        writer.member("updated_at", updatedAt)
        writer.endObject()
    }
}

extension CategorySummary: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("name", name)
        writer.endObject()
    }
}

extension ProductList: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("products", products)
        writer.endObject()
    }
}
