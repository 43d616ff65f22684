import FoundationEssentials
import PostgreSQL
public import SQL

/// An empty database for each service on the tests' server, owned by a role of their own; all of it is gone afterwards.
public struct ServerDatabases: Sendable {
    /// `<SERVICE>_DATABASE_URL`
    public let settings: [String: String]
    public let role: String
    public let password: String
    /// Of the server's superuser.
    private let master: String

    public static let services = ["accounts", "catalog", "carts", "reviews", "orders", "notifications"]

    public static func use<Result: Sendable>(_ body: (ServerDatabases) async throws -> Result) async throws -> Result {
        guard let master = ProcessInfo.processInfo.environment["SOUK_TEST_POSTGRES_URL"] else {
            throw PostgreSQLTestServer.Missing()
        }
        let name = "souk_copy_\(UUID().uuidString.lowercased().replacing("-", with: "").prefix(12))"
        let place = ServerDatabases(name: name, master: master)
        try await place.asMaster("create role \(unescaped: name) login password '\(unescaped: place.password)'")
        for service in services {
            try await place.asMaster(
                "create database \(unescaped: "\(name)_\(service)") owner \(unescaped: name) strategy file_copy")
        }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(place)) } catch { result = .failure(error) }
        for service in services {
            try await place.asMaster("drop database if exists \(unescaped: "\(name)_\(service)") with (force)")
        }
        try await place.asMaster("drop role \(unescaped: name)")
        return try result.get()
    }

    private init(name: String, master: String) {
        role = name
        password = "hunter2-\(name)"
        self.master = master
        var settings: [String: String] = [:]
        for service in Self.services {
            settings["\(service.uppercased())_DATABASE_URL"] = Self.url(
                master, user: name, password: password, database: "\(name)_\(service)")
        }
        self.settings = settings
    }

    public func url(of service: String) -> String { settings["\(service.uppercased())_DATABASE_URL"] ?? "" }

    /// As the server's superuser, in the superuser's own database or in that of a service.
    public func asMaster(in service: String? = nil, _ statement: Query) async throws {
        let url = service.map { Self.url(master, user: nil, password: nil, database: "\(role)_\($0)") } ?? master
        let session = try await PostgreSQLSession.open(url: url, name: "test")
        do {
            try await session.execute(statement)
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }

    /// The body runs while the server's superuser has a session of that name in the database of a service.
    public func whileMasterIsConnected(
        to service: String, named name: String, _ body: () async throws -> Void
    ) async throws {
        let url = Self.url(master, user: nil, password: nil, database: "\(role)_\(service)")
        let session = try await PostgreSQLSession.open(url: url, name: name)
        let result: Swift.Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await session.close()
        try result.get()
    }

    /// As the role of the services.
    public func ask<Value: SQLDecodable>(_ service: String, _ query: Query, as type: Value.Type) async throws -> Value?
    {
        let session = try await PostgreSQLSession.open(url: url(of: service), name: "test")
        let value: Value?
        do {
            value = try await session.scalar(query, as: type)
        } catch {
            await session.close()
            throw error
        }
        await session.close()
        return value
    }

    /// Another database on the same server, as another user.
    private static func url(_ text: String, user: String?, password: String?, database: String) -> String {
        guard var components = URLComponents(string: text) else { return text }
        components.path = "/" + database
        if let user { (components.user, components.password) = (user, password) }
        return components.string ?? text
    }
}
