import EventLoops
import HTTP
import HTTPServer
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
            var answer = RawAnswer(text: "", isClosed: false)
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
            $0.idleTimeout = .seconds(1)
        } answering: { _ in
            .text("served")
        } _: { server in
            let client = try RawClient(port: server.port)
            for _ in 0..<2 {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.read { $0.body == "served" }.status == 200)
                try await Sleep.for(.milliseconds(100))
            }
            #expect(try await client.read(patience: .seconds(4)).isClosed)
        }
    }

    @Test("A handler that takes long is not cut off")
    func slowHandler() async throws {
        try await withServer {
            $0.headerTimeout = .milliseconds(100); $0.idleTimeout = .seconds(1)
        } answering: { _ in
            try? await Sleep.for(.milliseconds(600))
            return .text("served")
        } _: { server in
            let answer = try await RawClient.ask(
                server.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(answer.body == "served")
        }
    }
}
