import Endpoints
import HTTP
import JSON
import TestSupport
import Testing
import Values

@Suite struct RouteTests {
    private let shop = MountedShop()

    @Test("a path's parameters arrive typed, and what can be none is not found")
    func path() async throws {
        #expect(try await shop.ask(.get, "/api/v1/goods/12/").json["id"] == 12)
        #expect(try await shop.ask(.get, "/api/v1/goods/12").json["id"] == 12)
        #expect(try await shop.ask(.get, "/api/v1/goods/0").status == .notFound)
        #expect(try await shop.ask(.get, "/api/v1/goods/abc").status == .notFound)
    }

    @Test("parameters of two kinds live side by side")
    func kinds() async throws {
        let response = try await shop.ask(.get, "/api/v1/goods/0198c0de-0000-7000-8000-000000000001/")
        #expect(try await response.text == "a review")
    }

    @Test("a query is read, and a page knows its neighbours")
    func query() async throws {
        let json = try await shop.ask(.get, "/api/v1/goods/?search=red%20lamp&limit=1&offset=3&ids=1,2").json
        #expect(json["results"]?[0]?["name"] == "red lamp")
        #expect(json["count"] == 25)
        #expect(json["count_exact"] == nil)
        let after = PageCursor(.after, order: "newest", keys: ["1"])
        let before = PageCursor(.before, order: "newest", keys: ["1"])
        #expect(json["next"]?.stringValue == "/api/v1/goods/?search=red%20lamp&ids=1%2C2&limit=1&cursor=\(after)")
        #expect(json["previous"]?.stringValue == "/api/v1/goods/?search=red%20lamp&ids=1%2C2&limit=1&cursor=\(before)")
    }

    @Test("every wrong parameter is named")
    func wrongQuery() async throws {
        let response = try await shop.ask(
            .get,
            "/api/v1/goods/?limit=0&offset=x&cursor=*&in_stock=maybe&ordering=oldest&colour=red&search=a&search=b&ids=1,x"
        )
        #expect(response.status == .unprocessableContent)
        let errors = try await response.json["errors"]?.arrayValue ?? []
        #expect(
            Set(errors.compactMap { $0["parameter"]?.stringValue }) == [
                "limit", "offset", "cursor", "in_stock", "ordering", "colour", "search", "ids",
            ])
    }

    @Test("an endpoint without a query refuses parameters")
    func noQuery() async throws {
        let response = try await shop.ask(.get, "/api/v1/goods/1/?page=2")
        #expect(try await response.json["errors"]?[0]?["parameter"] == "page")
    }

    @Test("every wrong field is named, broken types, rules and unknown names alike")
    func wrongBody() async throws {
        let response = try await shop.ask(
            .post, "/api/v1/goods/", as: "ann",
            body: """
                {"name": "x", "price": "0", "note": "much too long", "colour": 1,
                 "lines": [{"part_id": 1, "quantity": 11}, {"part_id": "2", "quantity": 1}]}
                """)
        #expect(response.status == .unprocessableContent)
        let errors = try await response.json["errors"]?.arrayValue ?? []
        #expect(
            Set(errors.compactMap { $0["pointer"]?.stringValue }) == [
                "/name", "/price", "/note", "/colour", "/lines/0/quantity", "/lines/1/part_id",
            ])
    }

    @Test("a null character is refused wherever a text may stand")
    func nullCharacter() async throws {
        let response = try await shop.ask(
            .post, "/api/v1/goods/", as: "ann", body: #"{"name": "La\u0000mp", "price": "1", "lines": []}"#)
        #expect(response.status == .unprocessableContent)
        #expect(try await response.json["errors"]?[0]?["pointer"] == "/name")
        // In a target and in a form it has no business at all.
        #expect(throws: (any Error).self) { try RequestTarget("/api/v1/goods/?search=a%00b") }
        let form = try await shop.ask(
            .post, "/api/v1/login/", body: "username=a%00b", type: "application/x-www-form-urlencoded")
        #expect(form.status == .badRequest)
    }

    @Test("a rule over several elements names the one that repeats")
    func distinct() async throws {
        let response = try await shop.ask(
            .post, "/api/v1/goods/", as: "ann",
            body: """
                {"name": "Lamp", "price": "1", "lines": [{"part_id": 1, "quantity": 1}, {"part_id": 1, "quantity": 1}]}
                """)
        #expect(try await response.json["errors"]?[0]?["pointer"] == "/lines/1/part_id")
    }

    @Test("what is no JSON is malformed, another type is not read, too much is too much")
    func unreadable() async throws {
        let post = HTTPMethod.post
        #expect(try await shop.ask(post, "/api/v1/goods/", as: "ann", body: "{").status == .badRequest)
        #expect(
            try await shop.ask(post, "/api/v1/goods/", as: "ann", body: "a=b", type: "text/plain").status
                == .unsupportedMediaType)
        #expect(
            try await shop.ask(post, "/api/v1/goods/", as: "ann", body: String(repeating: " ", count: 1_100_000)).status
                == .contentTooLarge)
        #expect(
            try await shop.ask(.get, "/api/v1/goods/1/", fields: [.accept: "text/html"]).status == .notAcceptable)
    }

    @Test("a reply brings its status, its place and the key that was sent")
    func reply() async throws {
        let body = #"{"name": "Lamp", "price": "1", "lines": []}"#
        let response = try await shop.ask(
            .post, "/api/v1/goods/", as: "ann", body: body, fields: [.idempotencyKey: #""k-1""#])
        #expect(response.status == .created)
        #expect(response.fields[.location] == "/api/v1/goods/9/")
        #expect(try await response.json["note"] == "k-1")
        let bad = try await shop.ask(
            .post, "/api/v1/goods/", as: "ann", body: body,
            fields: [.idempotencyKey: String(repeating: "k", count: 256)])
        #expect(try await bad.json["errors"]?[0]?["parameter"] == "Idempotency-Key")
    }

    @Test("a form is read where the body allows it")
    func form() async throws {
        let form = "application/x-www-form-urlencoded"
        let json = try await shop.ask(.post, "/api/v1/login/", body: "username=ann+b&remember=true", type: form).json
        #expect(json["name"] == "ann b")
        #expect(json["note"] == "true")
        #expect(try await shop.ask(.post, "/api/v1/login/", body: #"{"username": "ann"}"#).json["name"] == "ann")
        #expect(try await shop.ask(.post, "/api/v1/login/", body: "x=1", type: form).status == .unprocessableContent)
    }

    @Test("a name that stands in a form without end costs time in proportion")
    func repeatedName() async throws {
        let form = "application/x-www-form-urlencoded"
        let clock = ContinuousClock()
        func time(_ count: Int) async throws -> Duration {
            let body = "username=ann" + String(repeating: "&x", count: count)
            let start = clock.now
            #expect(try await shop.ask(.post, "/api/v1/login/", body: body, type: form).status.code == 422)
            return clock.now - start
        }
        let short = try await time(10_000)
        // Ten times as much: quadratic time would take a hundred times as long.
        #expect(try await time(100_000) < max(short, .milliseconds(5)) * 50)
    }

    @Test("a file is read raw or out of a form")
    func upload() async throws {
        #expect(try await shop.ask(.post, "/api/pictures", body: "12345", type: "image/png").json["id"] == 5)
        let form =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n123\r\n--b--\r\n"
        #expect(
            try await shop.ask(.post, "/api/pictures", body: form, type: "multipart/form-data; boundary=b").json["id"]
                == 3)
        #expect(
            try await shop.ask(.post, "/api/pictures", body: "x", type: "image/gif").status == .unsupportedMediaType)
    }

    @Test(
        "a form that uploads a file has the one field, once, and no other",
        arguments: [
            (["picture"], ["/file", "/picture"]), (["file", "file"], ["/file"]), (["file", "note"], ["/note"]),
        ])
    func uploadForm(names: [String], wrong: [String]) async throws {
        let parts = names.map {
            "--b\r\nContent-Disposition: form-data; name=\"\($0)\"\r\nContent-Type: image/png\r\n\r\n1\r\n"
        }
        let answer = try await shop.ask(
            .post, "/api/pictures", body: parts.joined() + "--b--\r\n", type: "multipart/form-data; boundary=b")
        #expect(answer.status == .unprocessableContent)
        #expect(try await answer.json["errors"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue } == wrong)
    }

    @Test("who has the version already gets no body, and who has an old one changes nothing")
    func conditions() async throws {
        let first = try await shop.ask(.get, "/api/v1/goods/7/")
        let tag = try #require(first.fields[.etag])
        #expect(try await shop.ask(.get, "/api/v1/goods/7/", fields: [.ifNoneMatch: tag]).status == .notModified)
        let body = #"{"name": "Lamp", "price": "1", "lines": []}"#
        #expect(
            try await shop.ask(.put, "/api/v1/goods/7/", as: "ann", body: body, fields: [.ifMatch: tag]).status == .ok)
        #expect(
            try await shop.ask(.put, "/api/v1/goods/7/", as: "ann", body: body, fields: [.ifMatch: #""old""#]).status
                == .preconditionFailed)
    }
}
