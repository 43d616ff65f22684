public import JSON

// Reviews stand on the page of every product: they write themselves, the same as the coder would.

extension UserSummary: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("username", username)
        writer.endObject()
    }
}

extension ReviewView: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("product_id", productID)
        writer.member("user", user)
        writer.member("rating", rating)
        writer.member("comment", comment)
        writer.member("verified_purchase", verifiedPurchase)
        writer.member("created_at", createdAt)
        writer.endObject()
    }
}
