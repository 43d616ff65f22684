import Contracts
import Endpoints
import HTTP
import SQL

/// Pictures, which live in the catalog's database.
struct ImageStore: Sendable {
    static let mostPictures = 20

    let editor: ProductEditor
    let news: CatalogNews

    /// The relative URL of a picture. A number is never given out twice, so that what is behind it never changes.
    static func url(_ number: ProductImageID, of product: ProductID) -> String {
        "/api/v1/products/\(product)/images/\(number)/"
    }

    func add(
        _ upload: ImageUpload, to id: ProductID, by caller: SellerOrStaff, in transaction: any Transaction
    ) async throws -> ProductImageView {
        let product = try await editor.editable(id, of: caller.sellerID, in: transaction)
        guard product.images.count < Self.mostPictures else {
            throw Problem(.conflict, "A product has at most \(Self.mostPictures) pictures.")
        }
        let number: ProductImageID = try await transaction.insert(
            "update products set images_added = images_added + 1 where id = \(id) returning images_added")
        try await transaction.execute(
            """
            insert into product_images (product_id, number, media_type, tag, size, bytes)
            values (\(id), \(number), \(upload.mediaType), \(ETag(of: upload.bytes).opaque), \(upload.bytes.count),
                \(upload.bytes))
            """)
        try await editor.touch(product, in: transaction)
        return ProductImageView(
            number: number, url: Self.url(number, of: id), mediaType: upload.mediaType, size: upload.bytes.count)
    }

    func delete(
        _ number: ProductImageID, of id: ProductID, by caller: SellerOrStaff, in transaction: any Transaction
    ) async throws {
        let product = try await editor.editable(id, of: caller.sellerID, in: transaction)
        let deleted = try await transaction.execute(
            "delete from product_images where product_id = \(id) and number = \(number)")
        guard deleted.rowsChanged == 1 else { throw Problem.notFound }
        try await editor.touch(product, in: transaction)
    }

    /// Type and tag of a picture, without its bytes.
    func find(
        _ number: ProductImageID, of id: ProductID, in connection: any SQLConnection
    ) async throws -> (mediaType: String, tag: ETag, length: Int)? {
        let row = try await connection.first(
            """
            select media_type, tag, length(bytes) from product_images where product_id = \(id) and number = \(number)
            """)
        return try row.map { (try $0.get(at: 0), ETag(try $0.get(at: 1)), try $0.get(at: 2)) }
    }

    func bytes(
        _ number: ProductImageID, of id: ProductID, in connection: any SQLConnection
    ) async throws -> [UInt8]? {
        try await connection.scalar(
            "select bytes from product_images where product_id = \(id) and number = \(number)")
    }
}
