import Contracts
import SQL
import Values

/// Reads products.
struct ProductStore: Sendable {
    let currency: Currency

    static func product(_ id: ProductID) -> Query {
        """
        select \(fragment: Product.columns) from products p
        join categories c on c.id = p.category_id join stock s on s.product_id = p.id
        where p.id = \(id)
        """
    }

    static func products(_ ids: [ProductID]) -> Query {
        """
        select \(fragment: Product.columns) from products p
        join categories c on c.id = p.category_id join stock s on s.product_id = p.id
        where p.id in \(list: ids) order by p.id
        """
    }

    static func images(of ids: [ProductID]) -> Query {
        "select product_id, number from product_images where product_id in \(list: ids) order by product_id, number"
    }

    func find(_ id: ProductID, in connection: any SQLConnection) async throws -> Product? {
        guard var product = try await connection.first(Self.product(id), Product.init) else { return nil }
        product.images = try await images(of: [id], in: connection)[id] ?? []
        return product
    }

    /// In the order of their ids; unknown ones are left out.
    func find(_ ids: [ProductID], in connection: any SQLConnection) async throws -> [Product] {
        try await withImages(connection.query(Self.products(ids), Product.init), in: connection)
    }

    func page(_ listing: ProductListing, limit: Int, offset: Int, in database: any Database) async throws -> [Product] {
        let query = listing.page(limit: limit, offset: offset)
        let rows = listing.isSlow ? try await database.slowQuery(query) : try await database.query(query)
        return try await withImages(rows.map(Product.init), in: database)
    }

    /// One query for the pictures of all.
    private func withImages(_ products: [Product], in connection: any SQLConnection) async throws -> [Product] {
        guard !products.isEmpty else { return [] }
        let images = try await images(of: products.map(\.id), in: connection)
        guard !images.isEmpty else { return products }
        return products.map { product in
            var product = product
            product.images = images[product.id] ?? []
            return product
        }
    }

    private func images(
        of ids: [ProductID], in connection: any SQLConnection
    ) async throws -> [ProductID: [ProductImageID]] {
        var images: [ProductID: [ProductImageID]] = [:]
        for row in try await connection.query(Self.images(of: ids)) {
            images[try row.get(at: 0), default: []].append(try row.get(at: 1))
        }
        return images
    }
}
