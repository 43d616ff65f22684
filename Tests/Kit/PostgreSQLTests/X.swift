import EventLoops
import PostgreSQL
import SQL
import TestSupport
import Testing

@Suite("smoke")
struct Smoke {
    @Test func smoke() async throws {
        try await DatabaseEngine.postgresql.withDatabase { database in
            try await database.execute("create table t (id bigint primary key, x text)")
            try await database.execute("insert into t values (\(1), \("a"))")
            try await database.transaction { t in
                try await t.execute("insert into t values (\(2), \("b"))")
                #expect(try await t.query("select * from t").count == 2)
            }
            #expect(try await database.query("select * from t").count == 2)
        }
    }
}
