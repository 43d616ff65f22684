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

    /// - Parameter folder: where databases lie that no setting names.
    init(_ configuration: Configuration, folder: String) throws {
        func open(_ service: String) throws -> any Database {
            try SQLiteDatabase(path: try Self.path(of: service, configuration, folder: folder))
        }
        accounts = try open("accounts")
        catalog = try open("catalog")
        carts = try open("carts")
        reviews = try open("reviews")
        orders = try open("orders")
        notifications = try open("notifications")
    }

    /// The file of a service's database.
    static func path(of service: String, _ configuration: Configuration, folder: String) throws -> String {
        switch try configuration.readIfSet(Settings.databaseAddress(of: service)) {
        case nil: "\(folder)/\(service).sqlite"
        case .sqlite(let path): path
        case .postgresql:
            throw ConfigurationError(
                Settings.databaseAddress(of: service).name, "has to be sqlite:PATH in this version")
        }
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
