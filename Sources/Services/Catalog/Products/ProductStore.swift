import Contracts
import Endpoints
import SQL
import Values

/// Reads products.
struct ProductStore: Sendable {
    let currency: Currency

    static func product(_ id: ProductID, _ dialect: Dialect) -> Query {
        (dialect.engine == .sqlite ? sqliteProduct : postgresProduct).binding(id)
    }

    // The hottest query of all is put together once.
    private static let sqliteProduct = product(.sqlite)
    private static let postgresProduct = product(.postgresql)

    private static func product(_ dialect: Dialect) -> Query {
        """
        select \(fragment: Product.columns) from products p
        join categories c on c.id = p.category_id join stock s on s.product_id = p.id
        where p.id = \(0)
        """
    }

    static func products(_ ids: [ProductID], _ dialect: Dialect) -> Query {
        """
        select \(fragment: Product.columns) from products p
        join categories c on c.id = p.category_id join stock s on s.product_id = p.id
        where p.id in \(list: ids) order by p.id
        """
    }

    func find(_ id: ProductID, in connection: any SQLConnection) async throws -> Product? {
        try await connection.first(Self.product(id, connection.dialect), Product.init(_:))
    }

    /// In the order of their ids; unknown ones are left out.
    func find(_ ids: [ProductID], in connection: any SQLConnection) async throws -> [Product] {
        try await connection.query(Self.products(ids, connection.dialect), Product.init(_:))
    }

    func part(
        of listing: ProductListing, _ window: PageWindow, _ way: ProductListing.Way, in database: any Database
    ) async throws -> ListPart<Product> {
        let query = try listing.page(window, way)
        let rows = listing.isSlow(window) ? try await database.slowQuery(query) : try await database.query(query)
        return listing.part(try rows.map(Product.init(_:)), window, \.place)
    }
}
