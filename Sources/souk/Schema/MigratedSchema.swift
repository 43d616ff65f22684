import Accounts
import Carts
import Catalog
import Notifications
import Orders
import Reviews
import SQL
import ServiceKit

/// The schema that the migrations of a service make: of a database that is migrated for the purpose and thrown away, so
/// that nothing of a shop's own is opened.
enum MigratedSchema {
    /// Those with a database.
    static let services: [any ShopService.Type] = [
        Accounts.self, Catalog.self, Carts.self, Reviews.self, Orders.self, Notifications.self,
    ]

    static func of(_ service: any ShopService.Type) async throws -> DatabaseSchema {
        var schema = DatabaseSchema(service: service.name, tables: [])
        try await TemporaryDatabase.use(service.migrations) { database in
            schema = try await SchemaReader(database: database).schema(of: service.name)
        }
        return schema
    }
}
