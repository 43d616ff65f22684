import ServiceKit
import Testing

@testable import souk

@Suite("What production refuses")
struct ProductionRulesTests {
    private func faults(
        _ settings: [String: String], of services: [String] = Settings.storingServices
    ) throws -> [String] {
        var all = ["ENVIRONMENT": "production"]
        all.merge(settings) { $1 }
        return try ProductionRules(Configuration(table: Settings.all, environment: all), services: services)
            .faults.map(\.name)
    }

    private static let keys = [
        "SERVICE_KEY_FILE": "/keys/services", "PEER_KEYS_FILE": "/keys/peers.json",
        "SIGNING_KEY_FILE": "/keys/signing.pem", "SEALING_KEY_FILE": "/keys/sealing.key",
    ]

    @Test("The whole shop in one process makes its own keys; a part of it has to be given what it needs")
    func parts() throws {
        #expect(try faults([:]).isEmpty)
        #expect(try faults([:], of: ["catalog"]) == ["SERVICE_KEY_FILE", "PEER_KEYS_FILE"])
        #expect(
            try faults([:], of: ["notifications"]) == ["SERVICE_KEY_FILE", "PEER_KEYS_FILE", "SEALING_KEY_FILE"])
        #expect(
            try faults([:], of: ["accounts", "orders"])
                == ["SERVICE_KEY_FILE", "PEER_KEYS_FILE", "SIGNING_KEY_FILE", "SEALING_KEY_FILE"])
        #expect(try faults(Self.keys, of: ["accounts", "orders"]).isEmpty)
        #expect(try faults(["ENVIRONMENT": "development", "DEBUG": "true"], of: ["catalog"]).isEmpty)
        #expect(try faults(["DEBUG": "true"]) == ["DEBUG"])
    }

    @Test("A database whose password everybody knows stops the start")
    func database() throws {
        #expect(try faults(["CARTS_DATABASE_URL": "postgres://carts:postgres@db/carts"]) == ["CARTS_DATABASE_URL"])
        #expect(try faults(["CATALOG_DATABASE_URL": "sqlite:catalog.sqlite"]).isEmpty)
        let error = #expect(throws: ConfigurationError.self) {
            let configuration = try Configuration(
                table: Settings.all,
                environment: ["ENVIRONMENT": "production", "ORDERS_DATABASE_URL": "postgres://o:Changeme@db/o"])
            try ProductionRules(configuration).check()
        }
        #expect(error?.description.contains("Changeme") == false)
    }

    @Test(
        "Passwords that come with the server or stand in every example",
        arguments: [
            "postgres://souk:souk@db/catalog", "postgresql://a:PASSWORD@db:5432/a", "postgres://orders:orders@db/o",
            "postgres://a@db/a", "postgres://a:@db/a", "postgres://db/a", "postgres://a:ch%61ngeme@db/a",
            "postgres://db/a?user=a&password=secret", "amqp://guest:guest@mq", "amqp://mq", "amqps://a:test@mq/%2f",
            "redis://cache:6379", "redis://:redis@cache:6379/0", "REDIS://:admin@cache",
        ])
    func known(url: String) {
        #expect(WellKnownPassword(in: url) != nil)
    }

    @Test(
        "What is as good as can be told",
        arguments: [
            "postgres://a:kQ9-3hz7Wd@db/a", "postgres:///a?host=/run/postgresql", "postgres://%2Frun%2Fpostgresql/a",
            "postgres://a@db/a?sslmode=verify-full&sslcert=/c.pem", "postgres://a@db/a?passfile=/p",
            "amqp://souk:kQ9-3hz7Wd@mq", "redis://:kQ9-3hz7Wd@cache", "sqlite:guest", "https://shop.example", "x",
        ])
    func good(url: String) {
        #expect(WellKnownPassword(in: url) == nil)
    }
}
