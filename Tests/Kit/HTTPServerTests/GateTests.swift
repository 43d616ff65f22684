import EventLoops
import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("The gate")
struct GateTests {
    @Test(
        "A request that could be understood in two ways is refused, its connection closed, and what follows unheard",
        arguments: RawRequest.refused)
    func refuses(_ bad: RawRequest) async throws {
        let seen = Lock<[String]>([])
        try await withServer(answering: { request in
            seen.withLock { $0.append(request.target.description) }
            return .text("served")
        }) { server in
            let answer = try await RawClient.ask(server.port, bad.raw)
            #expect(bad.statuses.contains(answer.status ?? 0), "\(answer.text.prefix(200))")
            #expect(answer.isClosed)
            // The library repeats the head of its own answers to bad lengths; a client takes that for the body.
            #expect(answer.count == 1 || answer.contains("<html>") || answer.bytes.isEmpty)
            if bad.isExplained { #expect(answer.field("Content-Type") == "application/problem+json") }
        }
        #expect(seen.withLock { $0 } == [])
    }

    @Test("A bad chunk ends the body and the connection, and what follows is unheard", arguments: RawRequest.badChunks)
    func badChunk(_ chunk: String) async throws {
        let seen = Lock<[String]>([])
        try await withServer(answering: { request in
            seen.withLock { $0.append(request.target.description) }
            let body = try? await request.body.collect(upTo: 100)
            return .text(body == nil ? "broken" : "whole")
        }) { server in
            let answer = try await RawClient.ask(
                server.port,
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)0\r\n\r\n\(RawRequest.smuggled)"
            )
            #expect(answer.isClosed)
            #expect(!answer.contains("whole"))
        }
        #expect(seen.withLock { $0 } == ["/"])
    }

    @Test("A chunk without end holds nobody longer than a body may take", arguments: RawRequest.endlessChunks)
    func endlessChunk(_ chunk: String) async throws {
        let seen = Lock<[String]>([])
        try await withServer {
            $0.bodyTimeout = .milliseconds(200); $0.headerTimeout = .milliseconds(400)
        } answering: { request in
            seen.withLock { $0.append(request.target.description) }
            return .text((try? await request.body.collect(upTo: 100)) == nil ? "broken" : "whole")
        } _: { server in
            let answer = try await RawClient.ask(
                server.port,
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)0\r\n\r\n\(RawRequest.smuggled)"
            )
            #expect(answer.isClosed)
            #expect(!answer.contains("whole"))
        }
        #expect(seen.withLock { $0 } == ["/"])
    }

    @Test(
        "What is merely unusual is served, and the request behind it, too",
        arguments: [
            "GET /a HTTP/1.1\r\nHost: a\r\n\r\n",
            "\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n",
            "\r\n\r\n\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://a/a HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET HTTP://A/a HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET https://a:80/a HTTP/1.1\r\nHost: a:80\r\n\r\n",
            "GET /a HTTP/1.1\r\nhOsT: [::1]:80\r\nX-Empty:\r\nX-Blank:  \r\nX-Trailing: b  \r\n\r\n",
            "GET /a HTTP/1.1\r\nX-First:b\r\nHost: a\r\nX-Blank: \r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=d\r\nX: \(String(repeating: "y", count: 7_900))\r\n\r\n",
            "GET /a?\(String(repeating: "y", count: 7_900)) HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\n\((0..<99).map { "X-\($0): y\r\n" }.joined())\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\n"
                + (0..<99).map { "X-\($0): \(String(repeating: "y", count: 72))\r\n" }.joined() + "\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\nX: ÄÖÜ\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
            "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 003\r\n\r\nabc",
            "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\nabc",
            "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=\"a;b\"\r\nabc\r\n0;y\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n00003\r\nabc\r\n000\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: b\r\nX-Other: c\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n"
                + "Content-Length: 50\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        ])
    func serves(_ raw: String) async throws {
        let seen = Lock<[String]>([])
        try await withServer(answering: { request in
            let body = try? await request.body.collect(upTo: 100)
            seen.withLock { $0.append(request.target.rawPath) }
            return .text("served \(body?.count ?? -1)")
        }) { server in
            let answer = try await RawClient.ask(
                server.port, raw + "GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(answer.count == 2, "\(answer.text.prefix(300))")
            #expect(answer.text.components(of: "HTTP/1.1 200 OK") == 2)
        }
        #expect(seen.withLock { $0 } == ["/a", "/next"])
    }

    @Test("A header is served up to its limit, and refused as too long above it", arguments: [1, 40])
    func everyLength(fields: Int) async throws {
        try await withServer(answering: { _ in
            // As large a head as any of ours.
            HTTPResponse(.ok, fields: [.location: String(repeating: "z", count: 3000)], body: .bytes([0x61]))
        }) { server in
            for length in stride(from: 500, through: 45_000, by: 500) {
                let line = String(repeating: "y", count: length / fields)
                let head = (0..<fields).map { "X-\($0): \(line)\r\n" }.joined()
                let raw = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(head)\r\n"
                let answer = try await RawClient.ask(server.port, raw)
                let size = raw.utf8.count
                switch size {
                case ...8192: #expect(answer.status == 200, "\(size) bytes")
                case ...12_000: #expect(answer.status == 431 && answer.count == 1, "\(size) bytes")
                // Where the memory of the connection ends there may be none left for an answer.
                default: #expect(answer.status == 431 || answer.status == nil, "\(size) bytes")
                }
                #expect(answer.isClosed)
            }
        }
    }

    @Test("Slashes and backslashes mean what they say, escaped or not, and the query stays apart")
    func escapes() async throws {
        try await withServer(answering: { request in
            .text("\(request.target.segments) \(request.target.queryItems.map { "\($0.name)=\($0.value)" })")
        }) { server in
            for (target, understood) in [
                ("/a%2fb/c%20d?x=1%262&y=%2f", #"["a/b", "c d"] ["x=1&2", "y=/"]"#),
                ("/a%5c..%5cb", #"["a\\..\\b"] []"#),
                (#"/a\..\b"#, #"["a\\..\\b"] []"#),
                ("/..a/b..?../..", #"["..a", "b.."] ["../..="]"#),
                ("/%252e%252e/a", #"["%2e%2e", "a"] []"#),
            ] {
                let answer = try await RawClient.ask(
                    server.port, "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(answer.body == understood)
            }
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
