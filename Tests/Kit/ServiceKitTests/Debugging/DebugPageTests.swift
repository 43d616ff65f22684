import HTTP
import JSON
import Observability
import SQL
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing

@Suite("The page of the last requests")
struct DebugPageTests {
    private static let local: HTTPFields = [.host: "localhost:8080"]

    private func withNotes(capacity: Int = 100, _ body: (ServiceTester) async throws -> Void) async throws {
        try await withDatabase(Notes.migrations) { database, _ in
            var environment = ServiceTester.environment
            environment.recorders = RequestRecorders(capacity: capacity)
            try await body(
                ServiceTester(host: try ServiceHost(service: Notes(database: database), environment: environment)))
        }
    }

    private func recorded(_ notes: ServiceTester) async throws -> [JSONValue] {
        let answer = try await notes.send(.get, "/debug/requests.json", fields: Self.local)
        #expect(answer.status == .ok)
        return try await answer.json["requests"]?.arrayValue ?? []
    }

    @Test("A request just made is listed with its route, its caller and its queries")
    func list() async throws {
        try await withNotes { notes in
            _ = try await notes.call(NotesAPI.add, body: NewNote(text: "buy milk"), as: .user("anna", role: "seller"))
            let requests = try await recorded(notes)
            let request = try #require(requests.first)
            #expect(requests.count == 1)
            #expect(request["service"] == "notes")
            #expect(request["method"] == "POST")
            #expect(request["route"] == "/api/v1/notes/")
            #expect(request["status"] == 201)
            #expect(request["caller"] == "seller")
            #expect(request["trace_id"]?.stringValue?.count == 32)
            let steps = request["steps"]?.arrayValue ?? []
            let insert = try #require(steps.first { $0["sql"]?.stringValue?.hasPrefix("insert into notes") == true })
            #expect(insert["sql"] == "insert into notes (text) values (?) returning id")
            #expect(insert["rows"] == 1)
            let transaction = try #require(steps.first { $0["kind"] == "transaction" })
            let (inner, outer) = (insert["duration_us"]?.intValue ?? 0, transaction["duration_us"]?.intValue ?? 0)
            #expect(outer >= inner, "the commit counts too")
        }
    }

    @Test("Nothing that anybody sent or that a row holds is shown: no values, no paths, no queries, no names")
    func nothingPersonal() async throws {
        try await withNotes { notes in
            let added = try await notes.call(
                NotesAPI.add, body: NewNote(text: "secret-text"), as: .user("anna-the-caller"))
            _ = try await notes.send(.get, "/api/v1/notes/\(added.id)/?token=secret-token")
            _ = try await notes.send(.get, "/reset/secret-path?mail=anna@example.org")
            let page = try await notes.send(.get, "/debug", fields: Self.local).text
            let document = try await notes.send(.get, "/debug/requests.json", fields: Self.local).text
            for secret in ["secret-", "anna", "example.org"] {
                #expect(!page.contains(secret), "\(secret) is on the page")
                #expect(!document.contains(secret), "\(secret) is in the document")
            }
            #expect(page.contains("/api/v1/notes/{id}/"))
            #expect(page.contains("no such route"))
        }
    }

    @Test("The page is whole without scripts, and its policy allows none")
    func policy() async throws {
        try await withNotes { notes in
            _ = try await notes.send(.get, "/api/v1/notes/1/")
            let page = try await notes.send(.get, "/debug", fields: Self.local)
            let policy = try #require(page.fields[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; style-src 'self';") && !policy.contains("unsafe"))
            #expect(page.fields[.cacheControl] == "no-store")
            let text = try await page.text
            #expect(!text.contains("<script") && !text.contains("style="))
            #expect(text.contains("select text from notes where id = ?"))
            let style = try await notes.send(.get, "/debug/style.css", fields: Self.local)
            #expect(style.fields[.contentType]?.hasPrefix("text/css") == true)
        }
    }

    @Test("Only the last requests are kept, the latest first")
    func bounded() async throws {
        try await withNotes(capacity: 3) { notes in
            for _ in 0..<4 { _ = try await notes.send(.get, "/api/v1/notes/1/") }
            _ = try await notes.call(NotesAPI.count, as: .service("orders"))
            let requests = try await recorded(notes)
            #expect(requests.count == 3)
            #expect(requests.first?["route"] == "/api/notes/count/")
            #expect(requests.first?["caller"] == "orders")
        }
    }

    @Test("Probes and the page itself are not listed")
    func probes() async throws {
        try await withNotes { notes in
            for path in ["/livez", "/readyz", "/metrics", "/debug", "/debug/style.css", "/docs"] {
                _ = try await notes.send(.get, path, fields: Self.local)
            }
            let requests = try await recorded(notes)
            #expect(requests.isEmpty)
        }
    }

    @Test(
        "A name that is not this machine's is answered as if there were no page",
        arguments: [
            "shop.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "[::1].evil.example", "[::1]x", "",
        ])
    func otherNames(host: String) async throws {
        try await withNotes { notes in
            for path in ["/debug", "/debug/requests.json", "/debug/style.css"] {
                let answer = try await notes.send(.get, path, fields: host.isEmpty ? [:] : [.host: host])
                #expect(answer.status == .notFound)
            }
        }
    }

    @Test(
        "What a proxy has passed on is answered as if there were no page, whatever name it was asked by",
        arguments: [HTTPFieldName.forwarded, .xForwardedFor, .xForwardedHost, .xForwardedProto])
    func passedOn(field: HTTPFieldName) async throws {
        try await withNotes { notes in
            for path in ["/debug", "/debug/requests.json", "/debug/style.css"] {
                let direct = try await notes.send(.get, path, fields: [.host: "[::1]:8080"])
                #expect(direct.status == .ok)
                let passedOn = try await notes.send(.get, path, fields: [.host: "localhost", field: "localhost"])
                #expect(passedOn.status == .notFound)
            }
        }
    }

    @Test("Without recorders there is no page and nothing is recorded")
    func off() async throws {
        try await withDatabase(Notes.migrations) { database, _ in
            let notes = try ServiceTester(Notes(database: database))
            for path in ["/debug", "/debug/requests.json", "/debug/style.css"] {
                #expect(try await notes.send(.get, path, fields: Self.local).status == .notFound)
            }
        }
    }

    @Test("A request that fails is listed with the status that its caller got")
    func failure() async throws {
        try await withNotes { notes in
            _ = try await notes.send(.post, "/api/v1/notes/", json: #"{"text":"x"}"#)
            let request = try #require(try await recorded(notes).first)
            #expect(request["status"] == 401)
            #expect(request["caller"] == "anybody")
        }
    }
}
