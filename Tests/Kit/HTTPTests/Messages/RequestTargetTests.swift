import HTTP
import Testing

@Suite("Request target")
struct RequestTargetTests {
    @Test("A target falls apart into decoded segments and query items")
    func parts() throws {
        let target = try RequestTarget("/api/v1/products/?search=caf%C3%A9+au+lait&limit=10&flag&empty=")
        #expect(target.rawPath == "/api/v1/products/")
        #expect(target.segments == ["api", "v1", "products"])
        #expect(
            target.queryItems == [
                QueryItem("search", "café au lait"), QueryItem("limit", "10"), QueryItem("flag", ""),
                QueryItem("empty", ""),
            ])
        #expect(target.queryValue("limit") == "10")
        #expect(target.description == "/api/v1/products/?search=caf%C3%A9+au+lait&limit=10&flag&empty=")
    }

    @Test("An escaped slash stays inside its segment")
    func escapedSlash() throws {
        #expect(try RequestTarget("/a%2fb/c").segments == ["a/b", "c"])
        #expect(try RequestTarget("/caf%c3%a9/%61").segments == ["café", "a"])
    }

    @Test("The root has no segments; two slashes have an empty one between them")
    func empty() throws {
        #expect(try RequestTarget("/").segments == [])
        #expect(try RequestTarget("/a//b").segments == ["a", "", "b"])
        #expect(try RequestTarget("/?").rawQuery == "")
    }

    @Test("An absolute target loses its scheme and authority")
    func absolute() throws {
        #expect(try RequestTarget("http://shop.example/a/b?c=d").description == "/a/b?c=d")
        #expect(try RequestTarget("HTTPS://shop.example").description == "/")
        #expect(try RequestTarget("http://shop.example?c").description == "/?c")
    }

    @Test(
        "What cannot be decoded, or means something else than it says, is refused with 400",
        arguments: [
            "", "*", "shop.example:80", "a/b", "http:///a", "ftp://a/b", "/a#b", "/a b", "/a\u{00}b", "/ä", "/%", "/%4",
            "/%zz", "/%00", "/a%0ab", "/%c3%28", "/%c3/%a9", "/%ff", "/a/../b", "/a/%2e%2E/b", "/./a", "/a?b=%00",
            "/a?b=%zz", "/a?b=%c3%28", "/a?%c3&%a9", "http://a\u{01}b/", "http://a/\u{0301}b",
        ])
    func refused(_ text: String) {
        let problem = #expect(throws: Problem.self) { try RequestTarget(text) }
        #expect(problem?.status == .badRequest)
    }

    @Test("Dots within a segment are plain letters")
    func dots() throws {
        #expect(try RequestTarget("/.well-known/jwks.json/...").segments == [".well-known", "jwks.json", "..."])
    }

    @Test("Encoding and decoding are each other's inverse")
    func roundTrip() {
        let text = "a/b c+d%e&f=g ä€🛒~-._"
        let encoded = PercentEncoding.encode(text)
        #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(PercentEncoding.decode(encoded) == text)
        let items = [QueryItem("a&b", "c=d"), QueryItem("", "+ ")]
        #expect(URLEncodedForm.parse(URLEncodedForm.encode(items)) == items)
    }
}
