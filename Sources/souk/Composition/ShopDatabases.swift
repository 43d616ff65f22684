import PostgreSQL
import SQL
import SQLite
import ServiceKit

/// One database for each service; nobody else opens it.
struct ShopDatabases: Sendable {
    let accounts: any Database
    let catalog: any Database
    let carts: any Database
    let reviews: any Database
    let orders: any Database
    let notifications: any Database

    /// - Parameters:
    ///   - folder: where databases lie that no setting names.
    ///   - serving: the services whose databases are opened; the others' are not there.
    init(
        _ configuration: Configuration, folder: String, serving: [String] = Settings.storingServices
    ) throws {
        try self.init(serving: serving) { try Self.address(of: $0, configuration, folder: folder) }
    }

    /// - Parameter address: where a service has its database.
    /// - Throws: `ConfigurationError` if two services have the same one.
    init(
        serving: [String] = Settings.storingServices, at address: (_ service: String) throws -> DatabaseAddress
    ) throws {
        var owners: [(service: String, address: DatabaseAddress)] = []
        func open(_ service: String) throws -> any Database {
            guard serving.contains(service) else { return DisconnectedDatabase() }
            let address = try address(service)
            if let owner = owners.first(where: { $0.address == address }) {
                throw ConfigurationError(
                    Settings.databaseAddress(of: service).name,
                    "is the database of \(owner.service) as well: each service has one of its own")
            }
            owners.append((service, address))
            switch address {
            case .sqlite(let path): return try SQLiteDatabase(path: path)
            case .postgresql(let url): return try PostgreSQLDatabase(url: url)
            }
        }
        accounts = try open("accounts")
        catalog = try open("catalog")
        carts = try open("carts")
        reviews = try open("reviews")
        orders = try open("orders")
        notifications = try open("notifications")
    }

    /// Where a service has its database: what its setting says, or else a file in the folder.
    static func address(
        of service: String, _ configuration: Configuration, folder: String
    ) throws(ConfigurationError) -> DatabaseAddress {
        try configuration.readIfSet(Settings.databaseAddress(of: service))
            ?? .sqlite(path: "\(folder)/\(service).sqlite")
    }

    /// The files of those services that keep their data in one.
    static func files(
        of services: [String] = Settings.storingServices, _ configuration: Configuration, folder: String
    ) throws(ConfigurationError) -> [(service: String, path: String)] {
        var files: [(service: String, path: String)] = []
        for service in services {
            guard case .sqlite(let path) = try address(of: service, configuration, folder: folder) else { continue }
            files.append((service, path))
        }
        return files
    }

    /// For commands that only look at what a shop declares.
    static let disconnected = ShopDatabases(all: DisconnectedDatabase())

    private init(all database: any Database) {
        (accounts, catalog, carts) = (database, database, database)
        (reviews, orders, notifications) = (database, database, database)
    }

    private init(_ others: ShopDatabases, _ change: (any Database) -> any Database) {
        accounts = change(others.accounts)
        catalog = change(others.catalog)
        carts = change(others.carts)
        reviews = change(others.reviews)
        orders = change(others.orders)
        notifications = change(others.notifications)
    }

    /// The same databases, each with something around it that listens in.
    func map(_ change: (any Database) -> any Database) -> ShopDatabases { ShopDatabases(self, change) }

    var all: [any Database] { [accounts, catalog, carts, reviews, orders, notifications] }

    func close() async {
        for database in all { await database.close() }
    }
}
