import Endpoints
import HTTP
import JSON
import Observability
import SQL
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing

@Suite("Service host")
struct ServiceHostTests {
    private func withNotes(_ body: (ServiceTester) async throws -> Void) async throws {
        try await withDatabase(Notes.migrations) { database, _ in
            try await body(try ServiceTester(Notes(database: database)))
        }
    }

    private let environment = ServiceTester.environment

    @Test("What was added can be read, by the same declarations on both sides")
    func roundTrip() async throws {
        try await withNotes { notes in
            let added = try await notes.call(NotesAPI.add, body: NewNote(text: "milk"), as: .user("anna"))
            let read = try await notes.call(NotesAPI.note, path: ByNote(id: added.id))
            #expect(read == NoteView(id: added.id, text: "milk"))
        }
    }

    @Test("Without a token a route for users answers 401 and says which scheme it wants")
    func unauthorized() async throws {
        try await withNotes { notes in
            let response = try await notes.send(.post, "/api/v1/notes/", json: #"{"text":"x"}"#)
            #expect(response.status == .unauthorized)
            #expect(response.fields[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
    }

    @Test("A user's token opens no internal route, a service's token no public one")
    func kindsOfTokens() async throws {
        try await withNotes { notes in
            let asUser = try await notes.send(.get, "/api/notes/count/", as: .user("anna", role: "admin"))
            #expect(asUser.status == .unauthorized)
            let asService = try await notes.send(
                .post, "/api/v1/notes/", json: #"{"text":"x"}"#, as: .service("orders"))
            #expect(asService.status == .unauthorized)
            let count = try await notes.call(NotesAPI.count, as: .service("orders"))
            #expect(count == NoteCount(count: 0, caller: "orders"))
        }
    }

    @Test("A bad token does not close a public page, but is refused where a token counts")
    func badToken() async throws {
        try await withNotes { notes in
            let fields: HTTPFields = [.authorization: "Bearer nonsense"]
            let page = try await notes.send(.get, "/api/v1/notes/1/", fields: fields)
            #expect(page.status == .notFound)
            let request = try HTTPRequest(
                .post, "/api/v1/notes/", fields: [.authorization: "Bearer nonsense", .contentType: "application/json"],
                body: .bytes(Array(#"{"text":"x"}"#.utf8)))
            let answer = await notes.host.respond(
                to: request, context: RequestContext(for: request, logger: notes.host.logger))
            #expect(answer.status == .unauthorized)
            #expect(answer.fields[.wwwAuthenticate]?.contains("invalid_token") == true)
        }
    }

    @Test("A route of a service that is internal and open to others stops the start")
    func openInternalRoute() {
        let route = Route(NotesAPI.leak) { _ in NoteCount(count: 0, caller: "") }
        #expect(throws: HostingError.internalRouteIsOpen(route: "GET /api/notes/leak/")) {
            _ = try ServiceHost(name: "notes", routes: [route], environment: environment)
        }
    }

    @Test("Scripts of a named origin may send the services' own header fields too")
    func ownFieldsFromOtherOrigins() async throws {
        var open = environment
        open.corsOrigins = ["https://shop.example"]
        open.corsFields = [HTTPFieldName("X-Notebook")]
        let host = try ServiceHost(name: "notes", routes: [], environment: open)
        let request = try HTTPRequest(
            .options, "/api/v1/notes/",
            fields: [.origin: "https://shop.example", .accessControlRequestMethod: "POST"])
        let answer = await host.respond(to: request, context: RequestContext(for: request, logger: host.logger))
        let allowed = try #require(answer.fields[.accessControlAllowHeaders])
        #expect(allowed.contains("X-Notebook"))
        #expect(allowed.contains("Idempotency-Key"))
    }

    @Test("A public route that only services may call stops the start")
    func uselessPublicRoute() {
        let route = Route(NotesAPI.useless) { _ in NoteCount(count: 0, caller: "") }
        #expect(throws: HostingError.publicRouteForServices(route: "GET /api/v1/notes/useless/")) {
            _ = try ServiceHost(name: "notes", routes: [route], environment: environment)
        }
    }

    @Test("Behind the gateway there are no internal routes and no metrics, whatever token is shown")
    func gateway() async throws {
        try await withDatabase(Notes.migrations) { database, _ in
            let gateway = try ServiceHost(
                gateway: "gateway", services: [Notes(database: database)], environment: environment)
            for path in ["/api/notes/count/", "/metrics"] {
                let request = TestCaller.service("orders").signing(try HTTPRequest(.get, path))
                let response = await gateway.respond(
                    to: request, context: RequestContext(for: request, logger: gateway.logger))
                #expect(response.status == .notFound, "\(path)")
            }
            #expect(gateway.routes.map(\.description.path) == ["/api/v1/notes/{id}/", "/api/v1/notes/"])
        }
    }

    @Test("Alive is who answers; ready is whose checks hold; draining is not ready")
    func health() async throws {
        struct Down: Error {}
        var environment = environment
        let sick = try ServiceHost(
            name: "sick", routes: [], readiness: [ReadinessCheck("queue") { throw Down() }], environment: environment)
        #expect(await status(sick, "/livez") == .ok)
        #expect(await status(sick, "/readyz") == .serviceUnavailable)
        let well = try ServiceHost(name: "well", routes: [], environment: environment)
        #expect(await status(well, "/readyz") == .ok)
        environment.isDraining = { true }
        let leaving = try ServiceHost(name: "leaving", routes: [], environment: environment)
        #expect(await status(leaving, "/readyz") == .serviceUnavailable)
        #expect(await status(leaving, "/livez") == .ok)
    }

    private func status(_ host: ServiceHost, _ path: String) async -> HTTPStatus? {
        guard let request = try? HTTPRequest(.get, path) else { return nil }
        return await host.respond(to: request, context: RequestContext(for: request, logger: host.logger)).status
    }

    @Test("A key of a client makes a POST happen once; another body under it is refused")
    func idempotency() async throws {
        try await withNotes { notes in
            let fields: HTTPFields = [.idempotencyKey: "\"abc\""]
            let first = try await notes.send(
                .post, "/api/v1/notes/", json: #"{"text":"a"}"#, fields: fields, as: .user("anna"))
            let second = try await notes.send(
                .post, "/api/v1/notes/", json: #"{"text":"a"}"#, fields: [.idempotencyKey: "abc"], as: .user("anna"))
            #expect(first.status == .created)
            #expect(second.status == .created)
            #expect(second.fields[.idempotentReplayed] == "true")
            #expect(try await second.body.collect() == first.body.collect())
            let other = try await notes.send(
                .post, "/api/v1/notes/", json: #"{"text":"b"}"#, fields: fields, as: .user("anna"))
            #expect(other.status == .unprocessableContent)
            #expect(try await notes.call(NotesAPI.count, as: .service("orders")).count == 1)
        }
    }

    @Test("A refusal that counts as an outcome is replayed through the whole stack")
    func replayedRefusal() async throws {
        try await withNotes { notes in
            for attempt in 1...2 {
                let response = try await notes.send(
                    .post, "/api/v1/notes/", json: #"{"text":"too much"}"#, fields: [.idempotencyKey: "k"],
                    as: .user("anna"))
                #expect(response.status == .conflict)
                #expect((response.fields[.idempotentReplayed] == "true") == (attempt == 2))
            }
        }
    }

    @Test("A database that is busy is a 503 that invites to come again; a wrong statement is a bare 500")
    func overload() async throws {
        for (code, status) in [
            (SQLError.Code.overloaded, HTTPStatus.serviceUnavailable), (.other, .internalServerError),
        ] {
            let route = Route(NotesAPI.note) { _ -> NoteView in throw SQLError(code, detail: "secret detail") }
            let host = try ServiceHost(name: "notes", routes: [route], environment: environment)
            let request = try HTTPRequest(.get, "/api/v1/notes/1/")
            let response = await host.respond(to: request, context: RequestContext(for: request, logger: host.logger))
            #expect(response.status == status)
            #expect((response.fields[.retryAfter] != nil) == (status == .serviceUnavailable))
            let text = String(decoding: try await response.body.collect(), as: UTF8.self)
            #expect(!text.contains("secret detail"))
        }
    }

    @Test("The contract is served beside the routes")
    func documentation() async throws {
        try await withNotes { notes in
            let response = try await notes.send(.get, "/api/schema/")
            #expect(response.status == .ok)
            let document = try JSONValue.parse(try await response.body.collect(), maximumDepth: 64)
            #expect(document["paths"]?["/api/v1/notes/{id}/"]?["get"] != nil)
        }
    }
}
