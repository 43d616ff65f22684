import EventLoops
import HTTP
import TestSupport
import Testing

private let close = "Host: a\r\nConnection: close\r\n\r\n"

@Suite("Answers")
struct AnswerTests {
    @Test("An answer that needs no wait and one that does come back whole, with date and length")
    func plain() async throws {
        try await withServer(answering: { request in
            if request.target.rawPath == "/wait" { try? await Sleep.for(.milliseconds(5)) }
            return .text("hello")
        }) { server in
            for path in ["/", "/wait"] {
                let answer = try await RawClient.ask(server.port, "GET \(path) HTTP/1.1\r\n\(close)")
                #expect(answer.status == 200)
                #expect(answer.body == "hello")
                #expect(answer.contains("Content-Length: 5\r\n"))
                #expect(answer.contains("Date: "))
                #expect(answer.contains("Content-Type: text/plain; charset=utf-8\r\n"))
                #expect(!answer.contains("Server:"))
            }
        }
    }

    @Test("A handler runs on the loop of its connection, before and after a wait")
    func onLoop() async throws {
        try await withServer(
            loops: 2,
            answering: { _ in
                let before = EventLoop.current?.index
                try? await Sleep.for(.milliseconds(1))
                return .text(before != nil && before == EventLoop.current?.index ? "same" : "astray")
            }
        ) { server in
            for _ in 0..<8 {
                let answer = try await RawClient.ask(server.port, "GET / HTTP/1.1\r\n\(close)")
                #expect(answer.body == "same")
            }
        }
    }

    @Test("Pipelined requests are answered in their order")
    func pipelining() async throws {
        try await withServer(answering: { request in
            // The first takes longest.
            if request.target.rawPath == "/1" { try? await Sleep.for(.milliseconds(20)) }
            return .text("answer \(request.target.rawPath)\n")
        }) { server in
            let answer = try await RawClient.ask(
                server.port,
                "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
                    + "GET /3 HTTP/1.1\r\n\(close)")
            #expect(answer.count == 3)
            let order = answer.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("answer") }.map {
                $0.prefix(9)
            }
            #expect(order == ["answer /1", "answer /2", "answer /3"])
        }
    }

    @Test("HEAD, 204 and 304 carry no body")
    func bodiless() async throws {
        try await withServer(answering: { request in
            switch request.target.rawPath {
            case "/204": HTTPResponse(.noContent, body: .bytes([1, 2, 3]))
            case "/304": HTTPResponse(.notModified, fields: [.etag: "\"a\""], body: .bytes([1, 2, 3]))
            case "/stream": HTTPResponse(.ok, body: .stream(length: nil) { [1, 2, 3] })
            default: .text("hello")
            }
        }) { server in
            let head = try await RawClient.ask(server.port, "HEAD / HTTP/1.1\r\n\(close)")
            #expect(head.contains("Content-Length: 5\r\n"))
            #expect(head.body == "")
            let stream = try await RawClient.ask(server.port, "HEAD /stream HTTP/1.1\r\n\(close)")
            #expect(stream.status == 200)
            #expect(stream.body == "")
            let empty = try await RawClient.ask(server.port, "GET /204 HTTP/1.1\r\n\(close)")
            #expect(empty.status == 204 && empty.body == "" && !empty.contains("Content-Length"))
            let unchanged = try await RawClient.ask(server.port, "GET /304 HTTP/1.1\r\n\(close)")
            #expect(unchanged.status == 304 && unchanged.body == "" && unchanged.contains("ETag: \"a\""))
        }
    }

    @Test("A streamed answer arrives in order, whether its chunks are ready or waited for", arguments: [nil, 300_000])
    func streamed(length: Int?) async throws {
        let total = 300_000
        try await withServer(answering: { _ in
            let sent = Tally()
            return HTTPResponse(
                .ok,
                body: .stream(length: length) {
                    let start = sent.value
                    guard start < total else { return nil }
                    if start % 3 == 0 { try await Sleep.for(.milliseconds(1)) }
                    let count = min(37_501, total - start)
                    sent.add(count)
                    return (start..<start + count).map { 0x61 + UInt8($0 % 26) }
                })
        }) { server in
            let answer = try await RawClient.ask(server.port, "GET / HTTP/1.0\r\n\r\n", patience: .seconds(5))
            #expect(answer.isClosed)
            let expected = String(decoding: (0..<total).map { 0x61 + UInt8($0 % 26) }, as: UTF8.self)
            #expect(answer.body == expected)
        }
    }

    @Test("A streamed answer that fails breaks the connection, so that the client sees it")
    func brokenStream() async throws {
        struct Broken: Error {}
        try await withServer(answering: { _ in
            let sent = Tally()
            return HTTPResponse(
                .ok,
                body: .stream(length: nil) {
                    sent.add()
                    if sent.value > 1 { throw Broken() }
                    return [0x61]
                })
        }) { server in
            let answer = try await RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(answer.isClosed)
            #expect(!answer.contains("0\r\n\r\n"))
        }
    }

    @Test("A field value that would break out of its line is not sent")
    func responseSplitting() async throws {
        try await withServer(answering: { _ in
            HTTPResponse(.ok, fields: [.location: "/a\r\nX-Injected: b"])
        }) { server in
            let answer = try await RawClient.ask(server.port, "GET / HTTP/1.1\r\n\(close)")
            #expect(answer.status == 200)
            #expect(!answer.contains("X-Injected"))
        }
    }

    @Test("A client that resets its connection disturbs nobody")
    func reset() async throws {
        try await withServer(answering: { _ in
            try? await Sleep.for(.milliseconds(10))
            return .text("hello")
        }) { server in
            for _ in 0..<10 {
                let client = try RawClient(port: server.port)
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                client.reset()
            }
            let answer = try await RawClient.ask(server.port, "GET / HTTP/1.1\r\n\(close)")
            #expect(answer.body == "hello")
        }
    }
}
