import EventLoops
import Glibc
import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("Uploads")
struct UploadTests {
    private static let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"

    private static func chunks(_ count: Int, of size: Int) -> String {
        let chunk = "\(String(size, radix: 16))\r\n\(String(repeating: "x", count: size))\r\n"
        return String(repeating: chunk, count: count) + "0\r\n\r\n"
    }

    @Test("A short body is there in one piece when the handler starts")
    func buffered() async throws {
        try await withServer(answering: { request in
            guard case .bytes(let bytes) = request.body else { return .text("streamed") }
            return .text(String(decoding: bytes, as: UTF8.self))
        }) { server in
            let answer = try await RawClient.ask(
                server.port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
            #expect(answer.body == "hello")
        }
    }

    @Test("Chunks arrive whole, however the handler dawdles, and the server shuts down cleanly afterwards")
    func chunkedBody() async throws {
        try await withServer(answering: { request in
            guard case .stream(let stream) = request.body else { return .text("no stream") }
            var count = 0
            do {
                for try await chunk in stream {
                    count += chunk.count
                    if count % 7 == 0 { try await Sleep.for(.milliseconds(1)) }
                    if count % 5 == 0 { await Task.yield() }
                }
            } catch {
                return .text("failed \(error)")
            }
            return .text("\(count)")
        }) { server in
            for size in [1, 7, 500, 5000] {
                let count = 200
                let answer = try await RawClient.ask(
                    server.port, Self.chunked + Self.chunks(count, of: size), patience: .seconds(5))
                #expect(answer.body == "\(count * size)")
            }
        }
    }

    @Test("A sender that is faster than the handler is slowed down: what it is ahead is what sockets hold")
    func backPressure() async throws {
        let total = 32 * 1024 * 1024
        let largest = Tally()
        let sent = Tally()
        let ahead = Tally()
        try await withServer {
            $0.maximumBodyBytes = total
        } answering: { request in
            guard case .stream(let stream) = request.body else { return .text("no stream") }
            var count = 0
            do {
                while let chunk = try await stream.nextChunk() {
                    count += chunk.count
                    largest.set(max(largest.value, chunk.count))
                    ahead.set(max(ahead.value, sent.value - count))
                    if count % 8 == 0 { try await Sleep.for(.milliseconds(1)) }
                }
            } catch {
                return .text("failed \(error)")
            }
            return .text("\(count)")
        } _: { server in
            let client = try RawClient(port: server.port)
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(total)\r\nConnection: close\r\n\r\n")
            let chunk = [UInt8](repeating: 0x78, count: 64 * 1024)
            for _ in 0..<total / chunk.count {
                try await client.send(chunk)
                sent.add(chunk.count)
            }
            let answer = try await client.read(patience: .seconds(10))
            #expect(answer.body == "\(total)")
        }
        #expect(largest.value <= 32 * 1024)
        #expect(ahead.value < total / 2)
    }

    @Test("A body that is announced too long is refused before it is sent, without 100 Continue")
    func tooLong() async throws {
        try await withServer {
            $0.maximumBodyBytes = 1000
        } answering: { _ in
            .text("served")
        } _: { server in
            let answer = try await RawClient.ask(
                server.port,
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n")
            #expect(answer.status == 413)
            #expect(answer.contains("application/problem+json"))
            #expect(answer.isClosed)
            let digits = try await RawClient.ask(
                server.port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n")
            #expect(digits.status == 413 || digits.status == 400)
        }
    }

    @Test("A chunked body that turns out too long ends the handler's reading with 413")
    func chunkedTooLong() async throws {
        try await withServer {
            $0.maximumBodyBytes = 1000
        } answering: { request in
            do {
                return .text("\(try await request.body.collect(upTo: 10_000).count)")
            } catch let problem as Problem {
                return HTTPResponse(problem.status)
            } catch {
                return HTTPResponse(.internalServerError)
            }
        } _: { server in
            let answer = try await RawClient.ask(server.port, Self.chunked + Self.chunks(13, of: 100))
            #expect(answer.status == 413)
        }
    }

    @Test("A chunked body without end is left")
    func endless() async throws {
        try await withServer {
            $0.maximumBodyBytes = 1000
        } answering: { request in
            _ = try? await request.body.collect(upTo: 10_000)
            return .text("done")
        } _: { server in
            let client = try RawClient(port: server.port)
            try await client.send(Self.chunked)
            let chunk = Array("400\r\n\(String(repeating: "x", count: 1024))\r\n".utf8)
            for _ in 0..<200 { try await client.send(chunk) }
            #expect(try await client.read().isClosed)
        }
    }

    @Test("A handler that refuses at once spares the client the body")
    func earlyRefusal() async throws {
        try await withServer(answering: { request in
            if request.target.rawPath == "/slow" { try? await Sleep.for(.milliseconds(10)) }
            return HTTPResponse(.unauthorized)
        }) { server in
            for path in ["/", "/slow"] {
                let answer = try await RawClient.ask(
                    server.port,
                    "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n")
                #expect(answer.status == 401)
                #expect(!answer.contains("100 Continue"))
                #expect(answer.isClosed)
            }
        }
    }

    @Test("A handler that answers in the middle of a body is heard when the body is in")
    func earlyAnswer() async throws {
        try await withServer(answering: { request in
            guard case .stream(let stream) = request.body else { return .text("no stream") }
            _ = try? await stream.nextChunk()
            return .text("enough")
        }) { server in
            let answer = try await RawClient.ask(server.port, Self.chunked + Self.chunks(50, of: 1000))
            #expect(answer.body == "enough")
        }
    }

    @Test("A client that goes away in the middle of a body ends the handler's wait")
    func clientGone() async throws {
        let outcome = Lock<String?>(nil)
        try await withServer(answering: { request in
            do {
                outcome.withLock { $0 = "waiting" }
                let count = try await request.body.collect(upTo: 10_000).count
                outcome.withLock { $0 = "\(count)" }
            } catch {
                outcome.withLock { $0 = "\(type(of: error))" }
            }
            return .text("unheard")
        }) { server in
            do {
                let client = try RawClient(port: server.port)
                try await client.send(Self.chunked + "3\r\nabc\r\n")
                while outcome.withLock({ $0 }) != "waiting" { await Task.yield() }
            }
            for _ in 0..<500 where outcome.withLock({ $0 }) == "waiting" { try await Sleep.for(.milliseconds(5)) }
        }
        #expect(outcome.withLock { $0 } == "ConnectionClosed")
    }
}
