import HTTP
import TestSupport
import Testing

@Suite("Conditional requests")
struct ConditionalRequestsTests {
    @Test("Conditions are read as RFC 9110 writes them")
    func parsing() {
        #expect(EntityTagCondition(" * ") == .any)
        #expect(EntityTagCondition(#""a""#) == .tags([.init("a")]))
        #expect(
            EntityTagCondition(#""a", W/"b" ,"","c,d""#)
                == .tags([.init("a"), .init("b", isWeak: true), .init(""), .init("c,d")]))
        #expect(EntityTagCondition("\"a\"\t,\t\"b\" ") == .tags([.init("a"), .init("b")]))
        for broken in ["", "a", #""a"#, #""a""b""#, #""a" "b""#, #""a b""#, #"w/"a""#, "*, *"] {
            #expect(EntityTagCondition(broken) == nil)
        }
    }

    @Test("A change is refused with 412 unless it names the version that is there")
    func ifMatch() throws {
        let current = ETag("7")
        #expect(throws: Never.self) { try Preconditions([.ifMatch: #""6", "7""#]).check(current) }
        #expect(throws: Never.self) { try Preconditions([.ifMatch: "*"]).check(current) }
        #expect(throws: Never.self) { try Preconditions([:]).check(current) }
        for (condition, tag) in [(#""6""#, ETag("7")), (#"W/"7""#, ETag("7")), ("*", nil), (#""7""#, nil)] {
            let problem = #expect(throws: Problem.self) { try Preconditions([.ifMatch: condition]).check(tag) }
            #expect(problem?.status == .preconditionFailed)
        }
    }

    @Test("A creation that must not replace anything is refused when something is there")
    func ifNoneMatch() throws {
        #expect(throws: Problem.self) { try Preconditions([.ifNoneMatch: "*"]).check(ETag("1")) }
        #expect(throws: Never.self) { try Preconditions([.ifNoneMatch: "*"]).check(nil) }
    }

    @Test("An If-Match that cannot be read is refused rather than ignored")
    func brokenIfMatch() throws {
        let problem = #expect(throws: Problem.self) { try Preconditions([.ifMatch: "7"]) }
        #expect(problem?.status == .badRequest)
        #expect(try Preconditions([.ifNoneMatch: "7"]).isEmpty)
    }

    @Test("The tag of bytes tells bytes apart, and is the same each time")
    func hashing() {
        var seen: Set<ETag> = []
        for count in 0..<64 {
            seen.insert(ETag(of: [UInt8](repeating: 0, count: count)))
            seen.insert(ETag(of: Array("a product, \(count)".utf8)))
        }
        #expect(seen.count == 128)
        #expect(ETag(of: Array("souk".utf8)) == ETag(of: Array("souk".utf8)))
        #expect(ETag(of: []).opaque.utf8.count == 32)
    }

    private func stack() throws -> MiddlewareStack {
        var router = Router()
        try router.mount(.get, "/tagged") { _, _ in
            HTTPResponse(
                .ok, fields: [.etag: #""v1""#, .contentType: "text/plain", .cacheControl: "max-age=60"],
                body: .bytes([1]))
        }
        try router.mount(.get, "/plain") { _, _ in .text("hello") }
        try router.mount(.post, "/tagged") { _, _ in HTTPResponse(.ok, fields: [.etag: #""v1""#]) }
        return MiddlewareStack([ConditionalMiddleware(tagsAnswers: true)], around: router)
    }

    @Test(
        "A read of what the caller has is 304, without a body and what describes it",
        arguments: [HTTPMethod.get, .head])
    func notModified(_ method: HTTPMethod) async throws {
        for condition in [#""v1""#, #"W/"v1""#, #""v0", "v1""#, "*"] {
            let response = try await stack().ask(method, "/tagged", fields: [.ifNoneMatch: condition])
            #expect(response.status == .notModified)
            #expect(response.fields[.etag] == #""v1""#)
            #expect(response.fields[.cacheControl] == "max-age=60")
            #expect(response.fields[.contentType] == nil)
            #expect(response.body.length == 0)
        }
    }

    @Test("A read of something else, or by something unreadable, is answered in full")
    func modified() async throws {
        for condition in [#""v2""#, "v1"] {
            #expect(try await stack().ask(.get, "/tagged", fields: [.ifNoneMatch: condition]).status == .ok)
        }
        #expect(try await stack().ask(.post, "/tagged", fields: [.ifNoneMatch: #""v1""#]).status == .ok)
    }

    @Test("An answer without a tag gets one from its bytes")
    func tagged() async throws {
        let tag = try #require(try await stack().ask(.get, "/plain").fields[.etag])
        #expect(tag == ETag(of: Array("hello".utf8)).fieldValue)
        #expect(try await stack().ask(.get, "/plain", fields: [.ifNoneMatch: tag]).status == .notModified)
    }
}
