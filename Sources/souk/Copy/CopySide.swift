import EventLoops
import PostgreSQL
import SQL
import SQLite
import ServiceKit

/// One of the two places between which a shop is copied.
enum CopySide: Sendable {
    /// Where the configuration has the databases.
    case configured
    /// Files in a folder, as a shop without settings has them.
    case folder(String)

    func address(of service: String, _ configuration: Configuration) throws -> DatabaseAddress {
        switch self {
        case .configured:
            try ShopDatabases.address(
                of: service, configuration, folder: try configuration.read(Settings.dataDirectory))
        case .folder(let path): .sqlite(path: "\(path)/\(service).sqlite")
        }
    }

    /// The folder whose lock keeps shops out.
    func folder(_ configuration: Configuration) throws -> String {
        switch self {
        case .configured: try configuration.read(Settings.dataDirectory)
        case .folder(let path): path
        }
    }
}

extension DatabaseAddress {
    /// A connection for a tool that has the database to itself.
    func session(named name: String) async throws -> any DatabaseSession {
        switch self {
        case .sqlite(let path): try SQLiteSession(path: path)
        case .postgresql(let url): try await PostgreSQLSession.open(url: url, name: name)
        }
    }

    /// Opens the database as a service has it, lets `body` work, closes it.
    func withDatabase(_ body: (any Database) async throws -> Void) async throws {
        let database: any Database =
            switch self {
            case .sqlite(let path): try SQLiteDatabase(path: path)
            case .postgresql(let url): try PostgreSQLDatabase(url: url)
            }
        do {
            try await body(database)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// The engine's name, for people; an address may hold a password.
    var engineName: String {
        switch self {
        case .sqlite(let path): path
        case .postgresql: "PostgreSQL"
        }
    }
}
