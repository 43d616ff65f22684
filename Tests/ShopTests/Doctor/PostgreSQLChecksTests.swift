import EventLoops
import FoundationEssentials
import PostgreSQL
import SQL
import ServiceKit
import TestSupport
import Testing
import Values

@testable import souk

@Suite("What the doctor says about databases on servers", .enabled(if: PostgreSQLTestServer.isUnderTest))
struct PostgreSQLChecksTests {
    private static func use(_ body: (Clinic, ServerDatabases) async throws -> Void) async throws {
        try await Clinic.use { clinic in
            try await ServerDatabases.use { server in
                clinic.settings = server.settings
                try await body(clinic, server)
            }
        }
    }

    /// The tests' server keeps nothing for good, and says so.
    private static func wrong(_ clinic: Clinic) async -> [String] {
        await clinic.wrong(PostgreSQLCheck()).filter { !$0.hasPrefix("fsync") }
    }

    private static func migrate(_ clinic: Clinic) async throws {
        let opened = try OpenedShop(clinic.configuration)
        _ = try await opened.shop.migrate()
        await opened.shop.close()
    }

    @Test("A shop on a server is well, and none of the checks misses a file")
    func healthy() async throws {
        try await Self.use { clinic, server in
            try await Self.migrate(clinic)
            for service in Settings.storingServices {
                try FileManager.default.removeItem(atPath: "\(clinic.folder)/\(service).sqlite")
            }
            let sections = await Doctor(patient: clinic.patient).sections()
            let wrong = sections.flatMap(\.findings).filter { $0.level == .wrong && !$0.what.hasPrefix("fsync") }
            #expect(wrong == [])
            let text = DoctorReport(sections: sections).text
            #expect(text.contains("every schema is that of this version"))
            #expect(text.contains("no event waits or was given up"))
            #expect(!text.contains(server.password))
        }
    }

    @Test("An empty database is told once; one that a copy has not finished is wrong")
    func migrations() async throws {
        try await Self.use { clinic, server in
            let notes = await clinic.notes(PostgreSQLCheck())
            #expect(
                notes == [
                    "there is nothing yet in the databases of accounts, catalog, carts, reviews, orders, notifications"
                ])
            let checks: [any DoctorCheck] = [MigrationsCheck(), OutboxCheck(), ClockCheck()]
            for check in checks {
                let found = await clinic.findings(of: check).filter { $0.level != .good }.map(\.what)
                #expect(found == [])
            }
            let session = try await PostgreSQLSession.open(url: server.url(of: "carts"), name: "test")
            try await CopyMark.make(in: session)
            let begun = await Self.wrong(clinic)
            #expect(begun == ["a copy into the database of carts has not ended, or was cut off"])
            try await CopyMark.remove(from: session)
            try await Self.migrate(clinic)
            try await CopyMark.make(in: session)
            try await session.execute(
                "insert into souk_migrations (name, checksum, applied_at) values ('900_later', 1, 1)")
            await session.close()
            let wrong = await clinic.wrong(MigrationsCheck())
            #expect(
                wrong == [
                    "a copy into the database of carts has not ended, or was cut off",
                    "carts was made by a newer version: 900_later",
                ])
        }
    }

    @Test("A password that is refused, a database that is not there, a port where nobody listens")
    func refusals() async throws {
        try await Self.use { clinic, server in
            let guarded = try #require(ProcessInfo.processInfo.environment["SOUK_TEST_POSTGRES_GUARDED_URL"])
            var url = try #require(URLComponents(string: guarded))
            url.password = "hunter2"
            clinic.settings["ACCOUNTS_DATABASE_URL"] = url.string
            clinic.settings["CATALOG_DATABASE_URL"] = server.url(of: "catalog") + "_of_nobody"
            clinic.settings["CARTS_DATABASE_URL"] = "postgres://me:hunter2@127.0.0.1:1/carts"
            clinic.settings["REVIEWS_DATABASE_URL"] = "postgres://me:hunter2@[nonsense/reviews"
            let findings = await clinic.findings(of: PostgreSQLCheck()).filter { $0.level == .wrong }
            let what = findings.map(\.what)
            #expect(what.contains("the server refuses the password for the database of accounts"), "\(what)")
            #expect(what.contains("the database that CATALOG_DATABASE_URL names does not exist"), "\(what)")
            #expect(what.contains { $0.hasPrefix("the database of carts cannot be reached: ") }, "\(what)")
            #expect(what.contains("REVIEWS_DATABASE_URL cannot be read as a PostgreSQL URL"), "\(what)")
            let report = DoctorReport(sections: [Doctor.Section(title: "", findings: findings)])
            #expect(!report.text.contains("hunter2"))
        }
    }

    @Test("A server that takes connections and says nothing is given up, once for all checks")
    func frozen() async throws {
        try await Clinic.use { clinic in
            let silent = try SilentPort()
            defer { silent.close() }
            clinic.settings = ["ORDERS_DATABASE_URL": "postgres://me:hunter2@127.0.0.1:\(silent.number)/orders"]
            let start = ContinuousClock.now
            let sections = await Doctor(
                patient: clinic.patient, checks: [PostgreSQLCheck(), MigrationsCheck(), OutboxCheck(), ClockCheck()]
            ).sections()
            #expect(ContinuousClock.now - start < ServerVisits.patience * 2)
            let findings = sections.flatMap(\.findings)
            #expect(
                findings.first { $0.level == .wrong }?.what
                    == "the database of orders cannot be reached: no answer in time")
            #expect(findings.count { $0.what.hasPrefix("orders could not be looked at") } == 3)
        }
    }

    @Test("A role that may only read, or not make tables")
    func rights() async throws {
        try await Self.use { clinic, server in
            try await server.asMaster(
                """
                alter role \(unescaped: server.role) in database \(unescaped: "\(server.role)_orders")
                set default_transaction_read_only = on
                """)
            try await server.asMaster(in: "carts", "revoke create on schema public from pg_database_owner")
            let wrong = await Self.wrong(clinic)
            #expect(
                wrong == ["the role of carts may not create tables", "the database of orders can only be read"])
        }
    }

    @Test("Two services in one database are told, without its address")
    func shared() async throws {
        try await Self.use { clinic, server in
            clinic.settings["CARTS_DATABASE_URL"] = server.url(of: "orders")
            let wrong = await clinic.wrong(ReachCheck())
            #expect(wrong == ["carts and orders have the same database on a server"])
        }
    }

    @Test("What a server says of itself is judged", arguments: cases)
    func judgement(_ sick: Case) {
        var facts = Self.sound
        sick.change(&facts)
        let findings = PostgreSQLJudgement(facts: facts, isProduction: sick.isProduction).findings
        #expect(findings.map(\.what) == [sick.finding])
    }

    struct Case: Sendable {
        let finding: String
        var isProduction = false
        let change: @Sendable (inout PostgreSQLFacts) -> Void
    }

    private static let cases = [
        Case(finding: "fsync is off for catalog") { $0.hasFsync = false },
        Case(finding: "full_page_writes and synchronous_commit are off for catalog") {
            $0.hasFullPageWrites = false
            $0.synchronousCommit = "off"
        },
        Case(finding: "the database of catalog is encoded as LATIN1") { $0.encoding = "LATIN1" },
        Case(finding: "the extension pg_trgm is not there for catalog, and its role may not make it") {
            $0.hasTrigrams = false
            $0.mayMakeTrigrams = false
        },
        Case(finding: "the database of catalog can only be read") { $0.isStandby = true },
        Case(finding: "catalog connects as a superuser") { $0.isSuperuser = true },
        Case(finding: "the clock of catalog's server is 90 s behind") { $0.skew = .seconds(-90) },
        Case(finding: "the connection to the database of catalog is not encrypted", isProduction: true) {
            $0.isLocal = false
        },
    ]

    @Test("A connection that is not encrypted is wrong across the internet, and worth a note within a private network")
    func openness() {
        var facts = Self.sound
        facts.isLocal = false
        func levels(private isPrivate: Bool) -> [Finding.Level] {
            facts.isPrivate = isPrivate
            return PostgreSQLJudgement(facts: facts, isProduction: true).findings.map(\.level)
        }
        #expect(levels(private: false) == [.wrong])
        #expect(levels(private: true) == [.note])
    }

    private static let sound = PostgreSQLFacts(
        service: "catalog", server: "1", version: 150_000, encoding: "UTF8", characters: "C.UTF-8", hasFsync: true,
        hasFullPageWrites: true, synchronousCommit: "on", freeConnections: 97, isStandby: false, isReadOnly: false,
        mayCreateTables: true, isSuperuser: false, hasTrigrams: true, mayMakeTrigrams: true, isEncrypted: false,
        isLocal: true, isPrivate: false, skew: .zero)
}
