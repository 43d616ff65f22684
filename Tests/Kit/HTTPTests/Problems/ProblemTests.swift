import HTTP
import JSON
import TestSupport
import Testing

@Suite("Problem documents")
struct ProblemTests {
    @Test("A problem is a document of RFC 9457 with the members of the contract")
    func document() async throws {
        var problem = Problem.invalid(
            [
                FieldError(pointer: "/items/0/quantity", code: "range", message: "must be at least 1"),
                FieldError(parameter: "limit", code: "range", message: "must be at most 100"),
            ], "Two values are wrong.")
        problem.extensions = [(name: "order_id", value: 7), (name: "status", value: 200)]
        let response = problem.response(instance: "/api/v1/orders/", traceID: "abc")
        #expect(response.status == .unprocessableContent)
        #expect(response.fields[.contentType] == "application/problem+json")
        #expect(
            try await response.json == [
                "type": "/problems/invalid", "title": "The content is not valid", "status": 422,
                "detail": "Two values are wrong.", "instance": "/api/v1/orders/", "code": "invalid",
                "errors": [
                    ["pointer": "/items/0/quantity", "code": "range", "message": "must be at least 1"],
                    ["parameter": "limit", "code": "range", "message": "must be at most 100"],
                ],
                "order_id": 7, "trace_id": "abc",
            ])
    }

    @Test("Every problem says what is wrong in a sentence, which a peer does not take for the service's own words")
    func sentence() async throws {
        func detail(_ problem: Problem) async throws -> String? {
            let response = problem.response(instance: "/x", traceID: "t")
            let read = try #require(Problem(response, body: try await response.body.collect()))
            #expect(read.detail == nil)
            return try await response.json["detail"]?.stringValue
        }
        #expect(try await detail(.notFound) == "There is nothing here.")
        let invalid = Problem.invalid([
            FieldError(parameter: "limit", code: "range", message: "must lie between 1 and 100"),
            FieldError(pointer: "", code: "type", message: "must be an object"),
        ])
        #expect(try await detail(invalid) == "limit: must lie between 1 and 100. must be an object.")
    }

    @Test("The fields that belong to a problem go along with it")
    func fields() {
        #expect(Problem.rateLimited(retryAfter: 30).response(instance: nil, traceID: nil).fields[.retryAfter] == "30")
        #expect(Problem.unavailable(.peerUnavailable).fields[.retryAfter] == "1")
        #expect(Problem.methodNotAllowed([.get, .head]).fields[.allow] == "GET, HEAD")
        #expect(Problem.unauthorized.fields[.wwwAuthenticate] == "Bearer")
    }

    @Test("A caller reads the problem of another service as it was")
    func roundTrip() async throws {
        let sent = Problem(
            ProblemCode("insufficient_stock", .conflict, "There is not enough"), "Only 2 are left.",
            errors: [FieldError(pointer: "/lines/0", code: "short", message: "2 left")],
            extensions: [(name: "left", value: [2])], fields: [.retryAfter: "5"])
        let response = sent.response(instance: "/x", traceID: "t")
        let read = try #require(Problem(response, body: try await response.body.collect()))
        #expect(read.status == .conflict)
        #expect(read.code == "insufficient_stock")
        #expect(read.title == sent.title)
        #expect(read.detail == sent.detail)
        #expect(read.errors == sent.errors)
        #expect(read.extensions.map(\.name) == ["left"])
        #expect(read.fields[.retryAfter] == "5")
        #expect(Problem(.html("<h1>Bad gateway</h1>", status: .badGateway), body: []) == nil)
    }

    @Test("JSON that cannot be read is the caller's fault only where a request is read")
    func fromJSON() throws {
        struct Line: Decodable { let quantity: Int }
        let syntax = try #require(throws: JSONSyntaxError.self) { try JSONValue.parse(Array("{".utf8)) }
        #expect(Problem.problem(of: syntax) == nil)
        let decoding = try #require(throws: JSONDecodingError.self) {
            try JSONDecoding.decode(Line.self, from: ["quantity": "1"] as JSONValue)
        }
        #expect(Problem.problem(of: decoding) == nil)
    }
}
