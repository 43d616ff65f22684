import Accounts
import Carts
import Catalog
import FoundationEssentials
import Notifications
import Orders
import Reviews
import SQL
import SQLite
import ServiceKit

/// The schema that the migrations of a service make: of a database that is migrated for the purpose and thrown away, so
/// that nothing of a shop's own is opened.
enum MigratedSchema {
    /// Those with a database.
    static let services: [any ShopService.Type] = [
        Accounts.self, Catalog.self, Carts.self, Reviews.self, Orders.self, Notifications.self,
    ]

    static func of(_ service: any ShopService.Type) async throws -> DatabaseSchema {
        let folder = "\(FileManager.default.temporaryDirectory.path)/souk-schema-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let schema: Result<DatabaseSchema, any Error>
        do {
            schema = .success(try await read(service, from: "\(folder)/\(service.name).sqlite"))
        } catch {
            schema = .failure(error)
        }
        try FileManager.default.removeItem(atPath: folder)
        return try schema.get()
    }

    private static func read(_ service: any ShopService.Type, from path: String) async throws -> DatabaseSchema {
        let database = try SQLiteDatabase(path: path)
        let schema: Result<DatabaseSchema, any Error>
        do {
            try await Migrator().run(service.migrations, on: database)
            schema = .success(try await SchemaReader(database: database).schema(of: service.name))
        } catch {
            schema = .failure(error)
        }
        await database.close()
        return try schema.get()
    }
}
