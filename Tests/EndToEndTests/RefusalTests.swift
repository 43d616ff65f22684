import Contracts
import Testing

@Suite("What souk refuses to start with", .timeLimit(.minutes(5)))
struct RefusalTests {
    @Test("A second shop on the same folder is refused")
    func sameFolder() async throws {
        try await ShopPlace.use(isEmbedded: true) { place in
            _ = try await place.open()
            let second = try place.start("up", settings: Ports.chosen().environment)
            #expect(try await second.end() == .exited(1))
            #expect(second.output.contains("a shop is running on \(place.dataFolder)"), "\(second.output)")
            #expect(try await ShopVisitor(place).isWelcome, "the first one goes on")
        }
    }

    @Test("A second shop on the same port is refused, and the port is named")
    func samePort() async throws {
        try await ShopPlace.use { place in
            _ = try await place.open()
            let second = try place.start("up", settings: ["DATA_DIR": place.folder + "/other"])
            #expect(try await second.end() == .exited(1))
            #expect(second.output.contains("port \(place.ports["accounts"])"), "\(second.output)")
            #expect(second.output.contains("is taken by another process"))
            #expect(second.output.contains("ACCOUNTS_PORT"), "it says what to change")
            #expect(try await ShopVisitor(place).isWelcome, "the first one goes on")
        }
    }

    @Test("A part of the shop says which variables it is missing")
    func partWithoutPeers() async throws {
        try await ShopPlace.use(isEmbedded: true) { place in
            let part = try place.start("serve", "catalog,carts")
            #expect(try await part.end() != .exited(0))
            for name in ["AMQP_URL", "ACCOUNTS_URL", "ORDERS_URL", "CONSUL_HTTP_ADDR"] {
                #expect(part.output.contains(name), "\(name) is not named in \(part.output)")
            }
            #expect(
                !part.output.contains("CATALOG_URL") && !part.output.contains("REVIEWS_URL"),
                "who is here, or is not called")
        }
    }

    @Test(
        "A setting that makes no sense is named",
        arguments: [
            ("CATALOG_PORT", "eighty"), ("GATEWAY_PORT", "70000"), ("CURRENCY", "JPY"), ("LOG_LEVEL", "chatty"),
            ("ENVIRONMENT", "moon"), ("EVENT_LOOPS", "0"), ("ORDERS_DATABASE_URL", "mysql://there"),
            ("ADMIN_EMAIL", "nobody"), ("ADMIN_PASSWORD", "short"), ("PUBLIC_URL", "shop"),
        ])
    func badSetting(name: String, value: String) async throws {
        try await ShopPlace.use { place in
            let shop = try place.start("up", settings: [name: value])
            let ending = try await shop.end()
            #expect(ending == .exited(64) || ending == .exited(1))
            #expect(shop.output.contains(name), "\(name) is not named in \(shop.output)")
        }
    }

    @Test("Two services do not share a database")
    func sharedDatabase() async throws {
        try await ShopPlace.use { place in
            let one = place.space?.settings["CATALOG_DATABASE_URL"] ?? "sqlite:\(place.folder)/one.sqlite"
            let shop = try place.start("up", settings: ["CATALOG_DATABASE_URL": one, "ORDERS_DATABASE_URL": one])
            #expect(try await shop.end() != .exited(0))
            #expect(shop.output.contains("ORDERS_DATABASE_URL: is the database of catalog as well"), "\(shop.output)")
        }
    }

    @Test("Production refuses DEBUG")
    func debugInProduction() async throws {
        try await ShopPlace.use { place in
            let shop = try place.start("up", settings: ["ENVIRONMENT": "production", "DEBUG": "true"])
            #expect(try await shop.end() != .exited(0))
            #expect(shop.output.contains("DEBUG"))
        }
    }

    @Test("A folder that cannot be made is named")
    func badFolder() async throws {
        try await ShopPlace.use { place in
            let shop = try place.start("up", settings: ["DATA_DIR": "/proc/shop"])
            #expect(try await shop.end() == .exited(1))
            #expect(shop.output.contains("/proc/shop"))
        }
    }

    @Test(
        "An unknown command is refused with a hint", arguments: [["frobnicate"], ["up", "--frobnicate"], ["up", "x"]])
    func usage(arguments: [String]) async throws {
        try await ShopPlace.use { place in
            let command = try place.start(arguments)
            #expect(try await command.end() == .exited(64))
            #expect(!command.output.isEmpty)
        }
    }
}
