import Endpoints
import EventLoops
import HTTP
import JSON
import Observability
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import ServiceKit

@Suite("Idempotency store")
struct IdempotencyStoreTests {
    private let clock = ManualClock()

    private var store: IdempotencyStore { IdempotencyStore(clock: clock.wallClock) }

    private func request(_ key: String = "k1", body: String = "{}", by principal: String = "anna") -> IdempotentRequest
    {
        IdempotentRequest(key: key, principal: principal, route: "POST /notes", body: Array(body.utf8))
    }

    /// An effect that can be counted: a row in `notes`.
    private func addNote(_ transaction: any Transaction) async throws -> HTTPResponse {
        let id: Int = try await transaction.insert("insert into notes (text) values ('x') returning id")
        var response = HTTPResponse.json(Array(#"{"id":\#(id)}"#.utf8), status: .created)
        response.fields[.location] = "/notes/\(id)"
        return response
    }

    private func notes(_ database: any Database) async throws -> Int {
        try await database.scalar("select count(*) from notes") ?? 0
    }

    private static let migrations: Migrations = [CreateIdempotencyKeys(), CreateNotes()]

    @Test("The same key runs the effect once and replays its answer byte for byte")
    func replay() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            let first = try await store.perform(request(), in: database, addNote)
            let second = try await store.perform(request(), in: database, addNote)
            #expect(first.fields[.idempotentReplayed] == nil)
            #expect(second.fields[.idempotentReplayed] == "true")
            #expect(second.status == .created)
            #expect(second.fields[.location] == first.fields[.location])
            #expect(try await second.body.collect() == first.body.collect())
            #expect(try await notes(database) == 1)
        }
    }

    @Test("Principals, routes, keys and bodies tell requests apart")
    func parts() {
        let first = IdempotentRequest(key: "k", principal: "anna", route: "POST /a", body: [1])
        #expect(IdempotentRequest(key: "k", principal: "anna", route: "POST /a", body: [1]) == first)
        #expect(IdempotentRequest(key: "l", principal: "anna", route: "POST /a", body: [1]).id != first.id)
        #expect(IdempotentRequest(key: "k", principal: "bert", route: "POST /a", body: [1]).id != first.id)
        #expect(IdempotentRequest(key: "k", principal: "anna", route: "POST /b", body: [1]).id != first.id)
        let other = IdempotentRequest(key: "k", principal: "anna", route: "POST /a", body: [2])
        #expect(other.id == first.id)
        #expect(other.fingerprint != first.fingerprint)
    }

    @Test("Without a key every request has its effect")
    func withoutKey() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            for _ in 1...2 { _ = try await store.perform(nil, in: database, addNote) }
            #expect(try await notes(database) == 2)
        }
    }

    @Test("The same key with another body is refused")
    func reused() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            _ = try await store.perform(request(), in: database, addNote)
            let problem = await #expect(throws: Problem.self) {
                _ = try await store.perform(request(body: "{\"a\":1}"), in: database, addNote)
            }
            #expect(problem?.code == "key_reused")
            #expect(problem?.status == .unprocessableContent)
        }
    }

    @Test("Somebody else's same key is another key")
    func principals() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            _ = try await store.perform(request(by: "anna"), in: database, addNote)
            _ = try await store.perform(request(by: "bert"), in: database, addNote)
            #expect(try await notes(database) == 2)
        }
    }

    @Test("A refusal that is an outcome is replayed with all it said")
    func storedRefusal() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            let short = Problem(
                status: .conflict, code: "insufficient_stock", title: "Not enough in stock", detail: "1 left",
                errors: [FieldError(pointer: "/items/0/quantity", code: "insufficient_stock", message: "1 left")],
                extensions: [(name: "order_id", value: 17)])
            _ = await #expect(throws: Problem.self) {
                _ = try await store.perform(request(), in: database) { _ in throw short }
            }
            let replayed = await #expect(throws: Problem.self) {
                _ = try await store.perform(request(), in: database, addNote)
            }
            #expect(replayed?.code == short.code)
            #expect(replayed?.detail == "1 left")
            #expect(replayed?.errors == short.errors)
            #expect(replayed?.extensions.first?.value == 17)
            #expect(replayed?.fields[.idempotentReplayed] == "true")
            let count = try await notes(database)
            #expect(count == 0)
        }
    }

    @Test(
        "Any other refusal stores nothing: the same key may try again",
        arguments: [Problem.unauthorized, .forbidden, .invalid([]), .rateLimited(retryAfter: 1), .unavailable()])
    func freeingRefusal(problem: Problem) async throws {
        try await withDatabase(Self.migrations) { database, _ in
            _ = await #expect(throws: Problem.self) {
                _ = try await store.perform(request(), in: database) { _ in throw problem }
            }
            let response = try await store.perform(request(), in: database, addNote)
            #expect(response.fields[.idempotentReplayed] == nil)
        }
    }

    @Test("A crash before the commit leaves neither effect nor key behind")
    func crash() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            _ = await #expect(throws: SimulatedCrash.self) {
                _ = try await FailPoints.$injected.withValue(.throwing(at: "test.after_effect")) {
                    try await store.perform(request(), in: database) { transaction in
                        let response = try await addNote(transaction)
                        try FailPoints.crash(at: "test.after_effect")
                        return response
                    }
                }
            }
            let response = try await store.perform(request(), in: database, addNote)
            #expect(response.fields[.idempotentReplayed] == nil)
            #expect(try await notes(database) == 1)
        }
    }

    @Test("An answer that is there already is replayed without asking anybody else again")
    func preparation() async throws {
        let asked = Tally()
        try await withDatabase(Notes.migrations) { database, _ in
            let route = Route(
                NotesAPI.add, idempotent: IdempotencyStore(), in: database,
                preparing: { _ in
                    asked.add()
                    return "prepared"
                },
                { request, prepared, transaction -> NoteView in
                    let id: Int = try await transaction.insert(
                        "insert into notes (text) values (\(prepared)) returning id")
                    return NoteView(id: id, text: prepared)
                })
            let notes = try ServiceTester(
                host: ServiceHost(name: "notes", routes: [route], environment: ServiceTester.environment))
            let body = NewNote(text: "x")
            let first = try await notes.call(NotesAPI.add, body: body, key: "k", as: .user("anna"))
            let second = try await notes.call(NotesAPI.add, body: body, key: "k", as: .user("anna"))
            #expect(first == second)
            #expect(first.text == "prepared")
        }
        #expect(asked.value == 1)
    }

    @Test("Who is refused because the first request with the key has just had its effect gets that one's answer")
    func overtaken() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            let answer = try await store.perform(
                request(), in: database,
                preparing: {
                    _ = try await store.perform(request(), in: database, addNote)
                    throw Problem.duplicate("/text", "is taken")
                },
                { (_: Int, transaction) in try await addNote(transaction) })
            #expect(answer.status == .created)
            #expect(answer.fields[.idempotentReplayed] == "true")
            let refused = await #expect(throws: Problem.self) {
                _ = try await store.perform(
                    request("k2"), in: database, preparing: { throw Problem.duplicate("/text", "is taken") },
                    { (_: Int, transaction) in try await addNote(transaction) })
            }
            #expect(refused?.code == "duplicate")
            #expect(try await notes(database) == 1)
        }
    }

    @Test("Of many at once one has the effect, and all get its answer")
    func race() async throws {
        try await withDatabase(Self.migrations, loops: 2) { database, _ in
            let ids = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 1...32 {
                    group.addTask {
                        try await store.perform(request(), in: database, addNote).body.collect()
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try await notes(database) == 1)
        }
    }

    @Test("While a saga is under way its key answers request_in_progress, afterwards the outcome")
    func saga() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            let ticket = try await claim(database)
            let problem = await #expect(throws: Problem.self) { _ = try await claim(database) }
            #expect(problem?.code == "request_in_progress")
            #expect(problem?.status == .conflict)
            try await database.transaction { transaction in
                try await store.refer(ticket, to: "order:17", in: transaction)
                let outcome = IdempotentOutcome.response(.json(Array("{}".utf8), status: .created))
                try await store.finish(reference: "order:17", outcome, in: transaction)
            }
            let claimed = try await database.transaction { try await store.begin(request(), in: $0) }
            guard case .settled(let outcome) = claimed else {
                Issue.record("the key is not settled")
                return
            }
            #expect(try outcome.replay().status == .created)
        }
    }

    private func claim(_ database: any Database, lease: Duration? = nil) async throws -> IdempotencyTicket {
        let claim = try await database.transaction { transaction in
            try await store.begin(request(), reference: "checkout:1", lease: lease, in: transaction)
        }
        switch claim {
        case .fresh(let ticket), .resumed(let ticket): return ticket
        case .settled: throw Problem.internalError
        }
    }

    @Test("A saga that broke off is taken over once its lease is out, and the first attempt is fenced off")
    func takeOver() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            let first = try await claim(database, lease: .seconds(30))
            clock.advance(by: .seconds(31))
            let second = try await claim(database, lease: .seconds(30))
            #expect(second.reference == "checkout:1")
            let late = await #expect(throws: Problem.self) {
                try await database.transaction { try await store.finish(first, .response(.text("late")), in: $0) }
            }
            #expect(late?.code == "request_in_progress")
            try await database.transaction { try await store.finish(second, .response(.text("done")), in: $0) }
        }
    }

    @Test("A saga that is refused without an outcome frees its key")
    func abandoned() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            let ticket = try await claim(database)
            try await database.transaction { try await store.finish(ticket, .problem(.unavailable()), in: $0) }
            _ = try await claim(database)
        }
    }

    @Test("After 24 hours the key is as good as new")
    func expiry() async throws {
        try await withDatabase(Self.migrations) { database, _ in
            _ = try await store.perform(request(), in: database, addNote)
            clock.advance(by: .seconds(24 * 60 * 60 - 1))
            #expect(try await store.purge(database) == 0)
            _ = try await store.perform(request(), in: database, addNote)
            #expect(try await notes(database) == 1)
            clock.advance(by: .seconds(1))
            _ = try await store.perform(request(body: "other"), in: database, addNote)
            #expect(try await notes(database) == 2)
            clock.advance(by: .seconds(24 * 60 * 60))
            #expect(try await store.purge(database) == 1)
        }
    }
}
