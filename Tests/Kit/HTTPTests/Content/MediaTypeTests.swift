import HTTP
import Testing

@Suite("Media types and what callers accept")
struct MediaTypeTests {
    @Test("A media type is read with its parameters")
    func parsing() throws {
        let type = try #require(MediaType(#"Multipart/Form-Data; Boundary="a;b \"c\"" ; charset=utf-8;"#))
        #expect(type.essence == "multipart/form-data")
        #expect(type.parameter("boundary") == #"a;b "c""#)
        #expect(type.parameter("charset") == "utf-8")
        #expect(MediaType("application/problem+json")?.isJSON == true)
        for broken in ["", "json", "a/", "/b", "a/b/c", "a b/c", "a/b; c", "a/b; c=\"d", "a/b; =c"] {
            #expect(MediaType(broken) == nil)
        }
    }

    @Test("Content of another type is 415, and the answer says what would be read")
    func unsupported() throws {
        let request = try HTTPRequest(.post, "/", fields: [.contentType: "text/xml"])
        let problem = #expect(throws: Problem.self) { try request.contentType(among: ["application/json"]) }
        #expect(problem?.status == .unsupportedMediaType)
        #expect(problem?.fields[.accept] == "application/json")
        let latin = try HTTPRequest(.post, "/", fields: [.contentType: "application/json; charset=latin1"])
        #expect(throws: Problem.self) { try latin.contentType(among: ["application/json"]) }
        let broken = try HTTPRequest(.post, "/", fields: [.contentType: "json"])
        #expect(throws: Problem.self) { try broken.contentType() }
    }

    @Test("Without a type the first that is read here is assumed")
    func assumed() throws {
        let request = try HTTPRequest(.post, "/")
        #expect(try request.contentType(among: ["application/json", "text/csv"]).essence == "application/json")
    }

    @Test(
        "The caller gets what it likes best",
        arguments: [
            (nil, "application/json"), ("", "application/json"), ("*/*", "application/json"),
            ("text/html", "text/html"), ("text/*", "text/html"), ("text/html;q=0.5, */*;q=0.1", "text/html"),
            ("text/html;q=0.5, application/json", "application/json"), ("text/html;q=0, */*", "application/json"),
            ("text/*;q=0.9, text/html;q=0.1, application/json;q=0.5", "application/json"),
            ("rubbish, TEXT/HTML", "text/html"),
        ] as [(String?, String)])
    func negotiation(_ accept: String?, _ expected: String) throws {
        #expect(try AcceptedTypes(accept).best(of: ["application/json", "text/html"]) == expected)
    }

    @Test("What the caller does not accept is 406", arguments: ["image/png", "text/html;q=0", "text/html;q=0.000"])
    func notAcceptable(_ accept: String) {
        let problem = #expect(throws: Problem.self) { try AcceptedTypes(accept).best(of: ["text/html"]) }
        #expect(problem?.status == .notAcceptable)
    }
}
