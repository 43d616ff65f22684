import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("What PostgreSQL keeps comes back as it was", .enabled(if: PostgreSQLTestServer.isUnderTest))
struct ValueTests {
    @Test("columns of every type that engines have in common are read exactly")
    func types() async throws {
        try await Stage.with { stage async throws in
            let row = try await stage.database.first(
                """
                select (-32768)::smallint as i2, (-2147483648)::int as i4, (-9223372036854775808)::bigint as i8,
                    true as yes, false as no, 1.5::real as r4, 0.1::double precision as r8, 'Größe 🧺'::text as t,
                    'v'::varchar(5) as vc, 'c'::char(3) as bc, 'n'::name as n, 'x'::"char" as ch,
                    'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid as u, '\\x00ff07'::bytea as b, null::bigint as nothing,
                    ''::text as empty, ''::bytea as no_bytes, '{"a": 1}'::json as j
                """)
            let values = try #require(row).columns.names.map { row?[$0] }
            #expect(
                values == [
                    .integer(-32768), .integer(-2_147_483_648), .integer(.min), .boolean(true), .boolean(false),
                    .real(1.5), .real(0.1), .text("Größe 🧺"), .text("v"), .text("c  "), .text("n"), .text("x"),
                    .text("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), .blob([0, 255, 7]), .null, .text(""), .blob([]),
                    .text("{\"a\": 1}"),
                ])
        }
    }

    @Test(
        "a numeric without a fraction that fits is an integer, any other is real",
        arguments: [
            ("0", .integer(0)), ("1", .integer(1)), ("-1", .integer(-1)), ("10000", .integer(10_000)),
            ("100000000", .integer(100_000_000)), ("5.00", .integer(5)), ("-120034", .integer(-120_034)),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .real(9_223_372_036_854_775_808)), ("1e30", .real(1e30)), ("0.5", .real(0.5)),
            ("-0.0625", .real(-0.0625)), ("0.00001234", .real(0.00001234)), ("4.3333333333333333", .real(13.0 / 3)),
            ("12345678.25", .real(12_345_678.25)), ("Infinity", .real(.infinity)), ("-Infinity", .real(-.infinity)),
        ] as [(String, SQLValue)])
    func numerics(text: String, expected: SQLValue) async throws {
        try await Stage.with { stage async throws in
            let row = try await stage.database.first(
                "select (\(text))::numeric as value, sum(n) as sum from (values (1::bigint), (2)) as v (n)")
            #expect(row?["value"] == expected)
            #expect(row?["sum"] == .integer(3))
        }
    }

    @Test("a column of any other type is refused by name")
    func otherTypes() async throws {
        try await Stage.with { stage async throws in
            let error = await #expect(throws: SQLError.self) {
                try await stage.database.query("select 1 as fine, now() as moment")
            }
            #expect(error?.code == .unreadable(column: "moment", kind: "type 1184", type: "SQLValue"))
            #expect(try await stage.database.scalar("select 1", as: Int.self) == 1)
        }
    }

    @Test("a text with a NUL is refused before anything is sent, also within a transaction")
    func nul() async throws {
        try await Stage.with { stage async throws in
            let text = "a\0secret"
            let alone = await #expect(throws: SQLError.self) {
                try await stage.database.execute("insert into shelves (id, name) values (3, \(text))")
            }
            #expect(alone?.code == .invalidValue)
            let inside = await #expect(throws: SQLError.self) {
                try await stage.database.transaction { transaction in
                    try await transaction.execute("insert into shelves (id, name) values (4, \(text))")
                }
            }
            #expect(inside?.code == .invalidValue)
            #expect(try await stage.database.scalar("select count(*) from shelves", as: Int.self) == 2)
        }
    }

    @Test("100,000 rows, and 2 MB there and back")
    func large() async throws {
        try await Stage.with { stage async throws in
            let rows = try await stage.database.query("select n, n::text as t from generate_series(1, 100000) as n")
            #expect(rows.count == 100_000)
            #expect(try rows[99_999].get("t") == "100000")
            let blob = [UInt8](unsafeUninitializedCapacity: 2 << 20) { bytes, count in
                for index in 0..<(2 << 20) { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
                count = 2 << 20
            }
            #expect(try await stage.database.scalar("select \(blob)", as: [UInt8].self) == blob)
            let text = String(repeating: "ü", count: 1 << 20)
            #expect(try await stage.database.scalar("select \(text)::text", as: String.self) == text)
        }
    }

    @Test("any number of values, to the protocol's end")
    func manyValues() async throws {
        try await Stage.with { stage async throws in
            for count in [1, 41, 42, 1000, 65_534] {
                let query: Query = "select \(count) in \(list: Array(1...count))"
                #expect(try await stage.database.scalar(query, as: Bool.self) == true)
            }
            let error = await #expect(throws: SQLError.self) {
                try await stage.database.query("select 1 where 1 in \(list: Array(1...65_536))")
            }
            #expect(error?.code == .invalidStatement)
        }
    }
}
