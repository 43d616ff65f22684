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

    @Test(
        "A pipeline of many requests, sent at once or byte by byte, is answered in its order",
        arguments: [1, 7, 100_000])
    func longPipeline(piece: Int) async throws {
        try await withServer(answering: { request in
            let number = request.target.rawPath.dropFirst()
            if number.hasSuffix("3") { try? await Sleep.for(.milliseconds(2)) }
            if number.hasSuffix("5") { await Task.yield() }
            let body = (try? await request.body.collect(upTo: 100))?.count ?? -1
            return .text("<\(number) \(body)>")
        }) { server in
            let count = piece == 1 ? 12 : 60
            let requests = (1...count).map { number in
                switch number % 3 {
                case 0: "POST /\(number) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
                case 1: "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
                default:
                    "POST /\(number) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "1\r\na\r\n0\r\n\r\n"
                }
            }
            let client = try RawClient(port: server.port)
            let bytes = Array(requests.joined().utf8)
            for start in stride(from: 0, to: bytes.count, by: piece) {
                try await client.send(Array(bytes[start..<min(start + piece, bytes.count)]))
            }
            let answer = try await client.read(patience: .seconds(10)) {
                $0.contains("<\(count) ") && $0.text.hasSuffix(">")
            }
            let order = answer.text.matches(of: /<(\d+) (\d)>/).map { "\($0.1) \($0.2)" }
            #expect(order == (1...count).map { "\($0) \([2, 0, 1][$0 % 3])" })
        }
    }

    @Test("100 Continue comes before the body of a request that is taken, once")
    func continues() async throws {
        try await withServer(answering: { request in
            .text("\((try? await request.body.collect(upTo: 200_000))?.count ?? -1)")
        }) { server in
            for length in [3, 100_000] {
                let client = try RawClient(port: server.port)
                try await client.send(
                    "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: \(length)\r\n\(close)")
                let signal = try await client.read { $0.contains("\r\n\r\n") }
                #expect(signal.text == "HTTP/1.1 100 Continue\r\n\r\n")
                try await client.send([UInt8](repeating: 0x61, count: length))
                let answer = try await client.read()
                #expect(answer.status == 200 && answer.body == "\(length)" && answer.isClosed)
            }
        }
    }

    @Test("HEAD says what GET says, byte for byte, but for the body")
    func head() async throws {
        try await withServer(answering: { request in
            switch request.target.rawPath {
            case "/problem": Problem(.notFound).response(instance: nil, traceID: nil)
            case "/stream": HTTPResponse(.ok, body: .stream(length: 6) { nil })
            case "/empty": HTTPResponse(.ok)
            default: HTTPResponse(.ok, fields: [.etag: "\"a\"", .cacheControl: "no-store"], body: .bytes([1, 2, 3]))
            }
        }) { server in
            for path in ["/", "/problem", "/empty"] {
                let get = try await RawClient.ask(server.port, "GET \(path) HTTP/1.1\r\n\(close)")
                let head = try await RawClient.ask(server.port, "HEAD \(path) HTTP/1.1\r\n\(close)")
                #expect(head.body == "")
                #expect(head.field("Content-Length") == "\(get.body.utf8.count)")
                #expect(Self.withoutDate(head.head) == Self.withoutDate(get.head))
            }
            let stream = try await RawClient.ask(server.port, "HEAD /stream HTTP/1.1\r\n\(close)")
            #expect(stream.field("Content-Length") == "6" && stream.body == "" && stream.isClosed)
            // The connection goes on behind it.
            let both = try await RawClient.ask(
                server.port, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\(close)")
            #expect(both.count == 2 && both.bytes.suffix(3) == [1, 2, 3])
        }
    }

    private static func withoutDate(_ head: String) -> [Substring] {
        head.split(separator: "\r\n").filter { !$0.hasPrefix("Date:") }.sorted()
    }

    @Test(
        "The connection lasts as long as both sides and the version say",
        arguments: [
            ("GET / HTTP/1.1\r\nHost: a\r\n", true), ("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n", true),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: TE, close\r\n", false),
            ("GET / HTTP/1.1\r\nHost: a\r\nConnection: TE\r\nConnection: close\r\n", false),
            ("GET / HTTP/1.0\r\n", false), ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n", true),
            ("GET / HTTP/1.0\r\nConnection: close\r\n", false),
        ])
    func lasting(_ head: String, lasts: Bool) async throws {
        try await withServer(answering: { _ in .text("hello") }) { server in
            let client = try RawClient(port: server.port)
            try await client.send(head + "\r\n")
            let first = try await client.read(patience: .seconds(5)) { lasts && $0.isWhole }
            #expect(first.body == "hello")
            #expect(first.isClosed == !lasts)
            // What is said has to be what is done.
            #expect((first.field("Connection")?.lowercased() == "close") == !lasts)
            guard lasts else { return }
            if head.contains("1.0") { #expect(first.field("Connection")?.lowercased() == "keep-alive") }
            try await client.send(head + "\r\n")
            #expect(try await client.read(patience: .seconds(5)) { $0.isWhole }.body == "hello")
        }
    }

    @Test("A streamed answer of unknown length has an end in every version")
    func unknownLength() async throws {
        try await withServer(answering: { _ in
            let sent = Tally()
            return HTTPResponse(
                .ok,
                body: .stream(length: nil) {
                    sent.add()
                    return sent.value > 3 ? nil : [0x61]
                })
        }) { server in
            let modern = try await RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n") {
                $0.text.hasSuffix("0\r\n\r\n")
            }
            #expect(modern.field("Transfer-Encoding")?.lowercased() == "chunked")
            #expect(modern.field("Content-Length") == nil)
            #expect(modern.body == "1\r\na\r\n1\r\na\r\n1\r\na\r\n0\r\n\r\n")
            let old = try await RawClient.ask(server.port, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(old.field("Transfer-Encoding") == nil)
            #expect(old.body == "aaa" && old.isClosed)
        }
    }

    @Test("HEAD, 204 and 304 carry no body")
    func bodiless() async throws {
        try await withServer(answering: { request in
            switch request.target.rawPath {
            case "/204": HTTPResponse(.noContent, body: .bytes([1, 2, 3]))
            case "/304": HTTPResponse(.notModified, fields: [.etag: "\"a\"", .contentLength: "7"])
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
            #expect(empty.status == 204 && empty.body == "")
            #expect(empty.field("Content-Length") == nil && empty.field("Transfer-Encoding") == nil)
            let unchanged = try await RawClient.ask(server.port, "GET /304 HTTP/1.1\r\n\(close)")
            #expect(unchanged.status == 304 && unchanged.body == "" && unchanged.contains("ETag: \"a\""))
            // 304 may give the length that the body would have, and no other.
            #expect(unchanged.field("Content-Length") == "7")
            let both = try await RawClient.ask(
                server.port,
                "GET /204 HTTP/1.1\r\nHost: a\r\n\r\nGET /304 HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\(close)")
            #expect(both.count == 3 && both.text.hasSuffix("\r\n\r\nhello"))
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
