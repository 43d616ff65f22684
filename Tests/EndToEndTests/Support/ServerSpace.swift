import EventLoops
import FoundationEssentials
import Glibc
import HTTP
import HTTPClient
import PostgreSQL
import SQL
import Synchronization

/// What a shop has on the servers of the column under test: a database for each service, a virtual host of the broker, a
/// number of Redis. It is there for one place, and gone with it.
struct ServerSpace: Sendable {
    struct Missing: Error, CustomStringConvertible {
        let name: String
        var description: String { "\(name) has to name a server for tests; scripts/servers run sets it" }
    }

    /// Whether shops of the column under test keep anything on servers.
    static var isUnderTest: Bool { ProcessInfo.processInfo.environment["SOUK_TEST_COLUMN"] == "servers" }

    private static let services = ["accounts", "catalog", "carts", "reviews", "orders", "notifications"]
    private static let counter = Atomic<Int>(0)

    /// Unique on the servers.
    private let name: String
    /// What a process of the shop has to be told.
    let settings: [String: String]

    /// - Parameter original: whose databases the new ones are copies of; nobody may have them open.
    static func make(copying original: ServerSpace?, _ http: HTTPClient) async throws -> ServerSpace {
        let number = counter.add(1, ordering: .relaxed).newValue
        let name = "souk_place_\(getpid())_\(number)"
        var settings = ["REDIS_URL": "\(try address("SOUK_TEST_REDIS_URL"))/\(number % 1000 + 1)"]
        try await withMaintenance { server, url in
            for service in services {
                let template = original.map { "\($0.name)_\(service)" } ?? "template0"
                try await server.execute(
                    "create database \(unescaped: "\(name)_\(service)") template \(unescaped: template) strategy file_copy"
                )
                settings["\(service.uppercased())_DATABASE_URL"] = replacePath(of: url, with: "\(name)_\(service)")
            }
        }
        try await virtualHost(.put, name, http)
        settings["AMQP_URL"] = replacePath(of: try address("SOUK_TEST_AMQP_URL"), with: name)
        return ServerSpace(name: name, settings: settings)
    }

    func remove(_ http: HTTPClient) async {
        try? await Self.withMaintenance { server, _ in
            for service in Self.services {
                try await server.execute("drop database if exists \(unescaped: "\(name)_\(service)") with (force)")
            }
        }
        try? await Self.virtualHost(.delete, name, http)
    }

    private static func withMaintenance(
        _ body: (_ server: PostgreSQLDatabase, _ url: String) async throws -> Void
    ) async throws {
        let url = try address("SOUK_TEST_POSTGRES_URL")
        let server = try PostgreSQLDatabase(url: url)
        do {
            try await body(server, url)
        } catch {
            await server.close()
            throw error
        }
        await server.close()
    }

    /// Makes or removes a virtual host; who makes it may do everything there.
    private static func virtualHost(_ method: HTTPMethod, _ name: String, _ http: HTTPClient) async throws {
        guard var url = URLComponents(string: try address("SOUK_TEST_AMQP_MANAGEMENT_URL")),
            let user = url.user, let password = url.password
        else { throw Missing(name: "SOUK_TEST_AMQP_MANAGEMENT_URL") }
        (url.user, url.password) = (nil, nil)
        let secret = Data("\(user):\(password)".utf8).base64EncodedString()
        func ask(_ path: String, _ body: String) async throws {
            let fields: HTTPFields = [.authorization: "Basic \(secret)", .contentType: "application/json"]
            let request = HTTPClientRequest(
                method, "\(url.string ?? "")/api/\(path)", fields: fields, body: Array(body.utf8))
            let answer = try await http.execute(request, deadline: .seconds(30))
            guard answer.status.isSuccess else { throw Missing(name: "SOUK_TEST_AMQP_MANAGEMENT_URL") }
        }
        try await ask("vhosts/\(name)", method == .put ? "{}" : "")
        guard method == .put else { return }
        try await ask(
            "permissions/\(name)/\(user)", #"{"configure": ".*", "write": ".*", "read": ".*"}"#)
    }

    private static func address(_ name: String) throws -> String {
        guard let url = ProcessInfo.processInfo.environment[name] else { throw Missing(name: name) }
        return url
    }

    private static func replacePath(of url: String, with name: String) -> String {
        guard var components = URLComponents(string: url) else { return url }
        components.path = "/\(name)"
        return components.string ?? url
    }
}
