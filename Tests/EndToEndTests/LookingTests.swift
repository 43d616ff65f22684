import FoundationEssentials
import TestSupport
import Testing

@Suite("Looking at a shop from outside", .timeLimit(.minutes(5)))
struct LookingTests {
    @Test(
        "Where there is no shop, or one that was never migrated, the command fails in words",
        arguments: ["check", "dead-letters"])
    func nothingToLookAt(command: String) async throws {
        try await ShopPlace.use(isEmbedded: true) { place in
            try FileManager.default.createDirectory(atPath: place.dataFolder, withIntermediateDirectories: true)
            let first = try place.start(command)
            #expect(try await first.end() == .exited(1))
            #expect(first.output.contains("there is no shop: "), "\(first.output)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: place.dataFolder) == [])

            for service in ["accounts", "catalog", "carts", "reviews", "orders", "notifications"] {
                _ = FileManager.default.createFile(atPath: "\(place.dataFolder)/\(service).sqlite", contents: nil)
            }
            let second = try place.start(command)
            #expect(try await second.end() == .exited(1))
            #expect(second.output.contains("souk migrate brings it up to date"), "\(second.output)")

            let migrate = try place.start("migrate")
            #expect(try await migrate.end() == .exited(0), "\(migrate.output)")
            let third = try place.start(command)
            #expect(try await third.end() == .exited(0), "\(third.output)")
        }
    }

    @Test(
        "On servers dead-letters says that it has not looked at the queues, where no broker is named",
        .enabled(if: PostgreSQLTestServer.isUnderTest))
    func queues() async throws {
        try await StockedShop.use { _, place in
            let said = "queues: not looked at, AMQP_URL is not set"
            let blind = try place.start("dead-letters", settings: ["AMQP_URL": ""])
            #expect(try await blind.end() == .exited(0), "\(blind.output)")
            #expect(blind.output.contains(said), "\(blind.output)")
            let seeing = try place.start("dead-letters")
            #expect(try await seeing.end() == .exited(0), "\(seeing.output)")
            #expect(!seeing.output.contains(said), "\(seeing.output)")
        }
    }

    @Test("A check says how much it has looked at")
    func extent() async throws {
        try await StockedShop.use { _, place in
            let check = try place.start("check")
            #expect(try await check.end() == .exited(0), "\(check.output)")
            let words = check.output.split(separator: " ").map(String.init)
            #expect(check.output.hasPrefix("every invariant holds: "), "\(check.output)")
            #expect(check.output.hasSuffix(" in 6 databases, 3 between them\n"), "\(check.output)")
            #expect(words.count > 3 && (Int(words[3]) ?? 0) >= 40, "\(check.output)")
        }
    }
}
