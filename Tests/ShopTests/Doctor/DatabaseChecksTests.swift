import FoundationEssentials
import Glibc
import SQL
import ServiceKit
import Testing
import Values

@testable import souk

@Suite("What the doctor says about databases")
struct DatabaseChecksTests {
    @Test("A database that is missing beside the others, is no database, or is damaged")
    func files() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.wrong(DatabaseFilesCheck()).isEmpty)
            try FileManager.default.removeItem(atPath: clinic.folder + "/carts.sqlite")
            #expect(await clinic.wrong(DatabaseFilesCheck()).first?.contains("database of carts is missing") == true)
            try Data(repeating: 7, count: 8192).write(to: URL(filePath: clinic.folder + "/carts.sqlite"))
            #expect(
                await clinic.wrong(DatabaseFilesCheck()).first?.contains("database of carts cannot be read") == true)
            try await Self.damage(clinic, "orders")
            let wrong = await clinic.wrong(DatabaseFilesCheck())
            #expect(wrong.contains { $0.contains("database of orders") }, "\(wrong)")
        }
    }

    @Test("A check that could not look at a database says so, and not that all is well")
    func unreadable() async throws {
        try await Clinic.use { clinic in
            try Data(repeating: 7, count: 8192).write(to: URL(filePath: clinic.folder + "/carts.sqlite"))
            let checks: [any DoctorCheck] = [MigrationsCheck(), OutboxCheck(), ClockCheck()]
            for check in checks {
                let findings = await clinic.findings(of: check)
                #expect(findings.map(\.level) == [.note], "\(check.title)")
                #expect(findings.first?.what.hasPrefix("carts could not be looked at") == true, "\(check.title)")
            }
        }
    }

    @Test("Of a service that has its database on a server no file is missed")
    func onServer() async throws {
        try await Clinic.use { clinic in
            try FileManager.default.removeItem(atPath: clinic.folder + "/orders.sqlite")
            clinic.settings = ["ORDERS_DATABASE_URL": "postgres://me:hunter2@127.0.0.1:1/orders"]
            #expect(await clinic.wrong(DatabaseFilesCheck()).isEmpty)
        }
    }

    @Test("A write-ahead log that has grown beyond measure is wrong")
    func longLog() async throws {
        try await Clinic.use { clinic in
            // A file with a hole takes no room. Its pages belong to no database: the engine passes over them.
            let path = clinic.folder + "/catalog.sqlite-wal"
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            #expect(truncate(path, 600 << 20) == 0)
            let wrong = await clinic.wrong(DatabaseFilesCheck())
            #expect(wrong == ["the write-ahead log of catalog has grown to 600 MB"])
        }
    }

    @Test("Migrations that are pending, unknown or changed")
    func migrations() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.findings(of: MigrationsCheck()) == [.good("every schema is that of this version")])
            try await clinic.change("carts", "delete from souk_migrations where name = '002_create_checkouts'")
            #expect(await clinic.notes(MigrationsCheck()) == ["carts waits for 002_create_checkouts"])
            #expect(await clinic.wrong(MigrationsCheck()).isEmpty)
            try await clinic.change(
                "orders", "insert into souk_migrations (name, checksum, applied_at) values ('900_later', 1, 1)")
            try await clinic.change(
                "reviews", "update souk_migrations set checksum = 1 where name = '001_create_reviews'")
            let wrong = await clinic.wrong(MigrationsCheck())
            #expect(wrong.count == 2)
            #expect(wrong.contains("orders was made by a newer version: 900_later"))
            #expect(wrong.contains { $0.hasPrefix("reviews: 001_create_reviews was applied in another form") })
        }
    }

    @Test("Events that were given up are wrong; events that wait are so only if a shop runs")
    func outbox() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.findings(of: OutboxCheck()).map(\.level) == [.good])
            let hourAgo = clinic.clock.now() - .seconds(3600)
            try await Self.addEvent(to: clinic, "pending", at: hourAgo)
            #expect(await clinic.notes(OutboxCheck()).first?.hasPrefix("1 events of orders wait") == true)
            #expect(await clinic.wrong(OutboxCheck()).isEmpty)
            let lock = try DataDirectory(clinic.folder)
            #expect(await clinic.wrong(OutboxCheck()).first?.hasPrefix("1 events of orders wait") == true)
            withExtendedLifetime(lock) {}
            try await Self.addEvent(to: clinic, "dead", at: hourAgo)
            #expect(await clinic.wrong(OutboxCheck()).contains("orders has given up 1 events"))
        }
    }

    @Test("A clock that was never set, or was set back")
    func clock() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.findings(of: ClockCheck()).map(\.level) == [.good])
            try await Self.addEvent(to: clinic, "sent", at: clinic.clock.now() + .seconds(7200))
            let wrong = await clinic.wrong(ClockCheck())
            #expect(wrong.count == 1 && wrong[0].contains("something happened in orders"))
            clinic.clock = WallClock { Timestamp(seconds: 1000) }
            #expect(await clinic.wrong(ClockCheck()) == ["the clock says 1970-01-01T00:16:40.000000Z"])
        }
    }

    private static func addEvent(to clinic: Clinic, _ status: String, at moment: Timestamp) async throws {
        try await clinic.change(
            "orders",
            """
            insert into souk_outbox (event_id, type, source, occurred_at, subject, data, status, available_at)
            values (\(UUID()), 'order.placed', 'orders', \(moment), '1', '{}', \(status), \(moment))
            """)
    }

    /// Overwrites pages in the middle of the file.
    private static func damage(_ clinic: Clinic, _ service: String) async throws {
        let path = "\(clinic.folder)/\(service).sqlite"
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        for index in 4096..<min(bytes.count, 40_960) { bytes[index] = 0xAA }
        try Data(bytes).write(to: URL(filePath: path))
    }
}
