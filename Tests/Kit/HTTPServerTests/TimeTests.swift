import EventLoops
import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("Slow clients")
struct TimeTests {
    @Test("Header fields that trickle are cut off, though each byte comes in time")
    func slowHeader() async throws {
        try await withServer {
            $0.headerTimeout = .milliseconds(300)
        } answering: { _ in
            .text("served")
        } _: { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n")
            let start = ContinuousClock.now
            var closed = false
            for number in 0..<40 where !closed {
                try await client.send("X-\(number): y\r\n")
                closed = try await client.read(patience: .milliseconds(50)).isClosed
            }
            #expect(closed)
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }

    @Test("The same holds for the second request of a connection")
    func slowSecondHeader() async throws {
        try await withServer {
            $0.headerTimeout = .milliseconds(300)
        } answering: { _ in
            .text("served")
        } _: { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.read { $0.body == "served" }.status == 200)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n")
            #expect(try await client.read(patience: .seconds(2)).isClosed)
        }
    }

    @Test("A body that trickles is cut off")
    func slowBody() async throws {
        try await withServer {
            $0.bodyTimeout = .milliseconds(200); $0.headerTimeout = .milliseconds(400)
        } answering: { _ in
            .text("served")
        } _: { server in
            let client = try RawClient(port: server.port)
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
            var answer = RawAnswer(bytes: [], isClosed: false)
            for _ in 0..<40 where !answer.isClosed {
                try await client.send("x")
                answer = try await client.read(patience: .milliseconds(50))
            }
            #expect(answer.isClosed)
            #expect(answer.status == nil)
        }
    }

    @Test("A connection on which nothing moves is closed, and not before")
    func idle() async throws {
        try await withServer {
            $0.idleTimeout = .seconds(2)
        } answering: { _ in
            .text("served")
        } _: { server in
            let client = try RawClient(port: server.port)
            for _ in 0..<2 {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.read { $0.body == "served" }.status == 200)
                try await Sleep.for(.milliseconds(100))
            }
            #expect(try await client.read(patience: .seconds(6)).isClosed)
        }
    }

    @Test("A handler that takes long is not cut off")
    func slowHandler() async throws {
        let limit = Duration.seconds(1) * Patience.factor
        try await withServer {
            $0.headerTimeout = limit; $0.idleTimeout = limit * 20
        } answering: { _ in
            try? await Sleep.for(limit * 2)
            return .text("served")
        } _: { server in
            let answer = try await RawClient.ask(
                server.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", patience: .seconds(20))
            #expect(answer.body == "served")
        }
    }

    @Test("A client that says nothing at all is cut off")
    func silent() async throws {
        try await withServer {
            $0.headerTimeout = .milliseconds(200)
        } answering: { _ in
            .text("served")
        } _: { server in
            let client = try RawClient(port: server.port)
            let answer = try await client.read(patience: .seconds(5))
            #expect(answer.isClosed && answer.status == nil)
        }
    }

    @Test(
        "A client that shuts its sending side behind the request gets its answer",
        arguments: [
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
            "POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        ])
    func halfClosed(_ raw: String) async throws {
        try await withServer(answering: { request in
            if request.target.rawPath == "/slow" { try? await Sleep.for(.milliseconds(50)) }
            return .text("served \((try? await request.body.collect(upTo: 10))?.count ?? -1)")
        }) { server in
            let client = try RawClient(port: server.port)
            try await client.send(raw)
            client.finishSending()
            let answer = try await client.read(patience: .seconds(5))
            #expect(answer.body == (raw.hasSuffix("\r\n\r\n") && raw.hasPrefix("GET") ? "served 0" : "served 3"))
            #expect(answer.isClosed)
        }
    }

    @Test("A client that shuts its sending side in the middle of a request is let go")
    func halfRequest() async throws {
        try await withServer(answering: { _ in .text("served") }) { server in
            for raw in [
                "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\nX",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
            ] {
                let client = try RawClient(port: server.port)
                try await client.send(raw)
                client.finishSending()
                let answer = try await client.read(patience: .seconds(5))
                #expect(answer.isClosed && !answer.contains("served"))
            }
        }
    }

    @Test("A client that does not read is cut off, and its answer is made no further than the sockets hold")
    func neverReading() async throws {
        let made = Tally()
        try await withServer {
            $0.idleTimeout = .seconds(1)
        } answering: { _ in
            HTTPResponse(
                .ok,
                body: .stream(length: nil) {
                    made.add(64 * 1024)
                    return [UInt8](repeating: 0x61, count: 64 * 1024)
                })
        } _: { server in
            let client = try RawClient(port: server.port, receiveBuffer: 16 * 1024)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.untilAbandoned()
            // What was made before the end: the client's buffer and the server's.
            #expect(made.value < 16 * 1024 * 1024)
        }
    }

    @Test("A large answer that is at hand is sent from where it lies, and a client that does not read is cut off, too")
    func neverReadingBytes() async throws {
        let bytes = [UInt8](repeating: 0x61, count: 16 * 1024 * 1024)
        try await withServer {
            $0.idleTimeout = .seconds(1)
        } answering: { _ in
            HTTPResponse(.ok, body: .bytes(bytes))
        } _: { server in
            let clients = try (0..<8).map { _ in try RawClient(port: server.port, receiveBuffer: 16 * 1024) }
            for client in clients { try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
            // Nobody else waits for them.
            let answer = try await RawClient.ask(
                server.port, "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(answer.status == 200)
            for client in clients { try await client.untilAbandoned() }
        }
    }

    @Test("A client that resets its connection in the middle of a body frees its place")
    func resetInBody() async throws {
        try await withServer {
            $0.maximumConnections = 1
        } answering: { request in
            .text("served \((try? await request.body.collect(upTo: 10_000))?.count ?? -1)")
        } _: { server in
            for head in ["Content-Length: 1000", "Content-Length: 100000", "Transfer-Encoding: chunked"] {
                let client = try RawClient(port: server.port)
                try await client.send("POST / HTTP/1.1\r\nHost: a\r\n\(head)\r\n\r\n3\r\nabc\r\n")
                client.reset()
                let next = try await RawClient.ask(
                    server.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", patience: .seconds(5))
                #expect(next.body == "served 0")
            }
        }
    }
}
