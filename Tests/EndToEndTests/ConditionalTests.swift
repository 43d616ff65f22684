import TestSupport
import Testing

@Suite("Reads over the wire", .timeLimit(.minutes(5)))
struct ConditionalTests {
    @Test("If-None-Match is understood in all its forms, and other conditions on a read change nothing")
    func conditions() async throws {
        try await StockedShop.use { stock, place in
            _ = try await place.open(settings: StockedShop.settings)
            let path = "/api/v1/products/\(stock.goods[0])/"
            for port in [place.ports["gateway"], place.ports["catalog"]] {
                let plain = try await get(path, port: port)
                let tag = try #require(plain.field("ETag"))
                let opaque = tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
                for condition in [
                    tag, opaque, "W/\(opaque)", "*", "\"other\", \(opaque)", "W/\"other\", W/\(opaque), \"third\"",
                    "\"a,b\",\(opaque)",
                ] {
                    let answer = try await get(path, "If-None-Match: \(condition)\r\n", port: port)
                    #expect(answer.status == 304, "\(condition)")
                    #expect(answer.field("ETag") == tag)
                    #expect(answer.body == "" && answer.field("Content-Length") == plain.field("Content-Length"))
                    for name in ["Cache-Control", "Vary"] { #expect(answer.field(name) == plain.field(name)) }
                }
                for field in [
                    "If-None-Match: \"other\"", "If-None-Match: \(opaque.dropLast())", "If-None-Match: nonsense",
                    "If-None-Match:", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
                    "If-None-Match: \"other\"\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
                    "Range: bytes=0-9", "Range: bytes=-5", "Range: bytes=0-0,5-6", "Range: nonsense",
                    "Range: bytes=0-9\r\nIf-Range: \(tag)",
                ] {
                    let answer = try await get(path, "\(field)\r\n", port: port)
                    #expect(answer.status == 200, "\(field)")
                    #expect(answer.body == plain.body && answer.field("Content-Range") == nil, "\(field)")
                }
                let head = try await ask("HEAD \(path)", "If-None-Match: \(tag)\r\n", port: port)
                #expect(head.status == 304)
            }
        }
    }

    @Test(
        "HEAD, OPTIONS and a method that is not served answer as RFC 9110 has it, with or without a connection to keep")
    func methods() async throws {
        try await StockedShop.use { stock, place in
            _ = try await place.open(settings: StockedShop.settings)
            let path = "/api/v1/products/\(stock.goods[0])/"
            for port in [place.ports["gateway"], place.ports["catalog"]] {
                let get = try await get(path, port: port)
                let head = try await ask("HEAD \(path)", port: port)
                #expect(head.status == 200 && head.body == "")
                for name in ["Content-Length", "Content-Type", "ETag", "Cache-Control", "Vary"] {
                    #expect(head.field(name) == get.field(name), "\(name)")
                }
                let options = try await ask("OPTIONS \(path)", port: port)
                #expect(options.status == 204 || options.status == 200)
                for method in ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"] {
                    #expect(options.field("Allow")?.split(separator: ", ").contains(Substring(method)) == true)
                }
                let post = try await ask("POST \(path)", "Content-Length: 0\r\n", port: port)
                #expect(post.status == 405 && post.field("Allow") == options.field("Allow"))
                #expect(post.field("Content-Type") == "application/problem+json")

                let client = try RawClient(port: port)
                try await client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\nGET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                let both = try await client.read { $0.count == 2 && $0.text.hasSuffix(get.body) }
                #expect(both.count == 2 && !both.isClosed)
            }
        }
    }

    @Test("A body is asked for by 100 Continue only where it is wanted")
    func continues() async throws {
        try await ShopPlace.use { place in
            _ = try await place.open()
            for port in [place.ports["gateway"], place.ports["accounts"]] {
                let expectation = "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                let wanted = try RawClient(port: port)
                try await wanted.send(
                    "POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\n\(expectation)Content-Length: 2\r\n\r\n")
                #expect(try await wanted.read { $0.contains("\r\n\r\n") }.text == "HTTP/1.1 100 Continue\r\n\r\n")
                try await wanted.send("{}")
                #expect(try await wanted.read { $0.isWhole }.status == 422)
                let tooLong = try await ask(
                    "POST /api/v1/token/", "\(expectation)Content-Length: 99999999\r\n", port: port)
                #expect(tooLong.status == 413 && tooLong.isClosed)
                let unknown = try await ask(
                    "POST /api/v1/token/", "Expect: 200-ok\r\nContent-Length: 2\r\n", port: port)
                #expect(unknown.status == 417 && unknown.isClosed)
                // Who may not send a large body is told so before sending it.
                let stranger = try await ask(
                    "PUT /api/v1/users/", "\(expectation)Content-Length: 1000000\r\n", port: port)
                #expect(stranger.status == 401 && stranger.isClosed)
            }
        }
    }

    private func get(_ path: String, _ fields: String = "", port: UInt16) async throws -> RawAnswer {
        try await ask("GET \(path)", fields, port: port)
    }

    private func ask(_ line: String, _ fields: String = "", port: UInt16) async throws -> RawAnswer {
        try await RawClient.ask(
            port, "\(line) HTTP/1.1\r\nHost: a\r\n\(fields)Connection: close\r\n\r\n", patience: .seconds(10))
    }
}
