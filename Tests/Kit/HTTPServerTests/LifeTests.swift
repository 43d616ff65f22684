import EventLoops
import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("Start and end")
struct LifeTests {
    @Test("A port that is taken is named in the error")
    func portTaken() async throws {
        try await withServer(answering: { _ in .text("first") }) { first in
            let second = HTTPServer(
                HTTPServerConfiguration(port: first.port), responder: Answering { _ in .text("second") },
                loops: first.loops)
            let error = await #expect(throws: HTTPServerError.self) { try await second.start() }
            #expect(error?.description == "port \(first.port) on 127.0.0.1 is taken by another process")
        }
    }

    @Test("An address that is none is refused")
    func badAddress() async throws {
        let loops = try EventLoopGroup(count: 1)
        defer { loops.shutdown() }
        let server = HTTPServer(
            HTTPServerConfiguration(address: "nowhere"), responder: Answering { _ in .text("") }, loops: loops)
        await #expect(throws: HTTPServerError.self) { try await server.start() }
    }

    @Test("Shutting down finishes what is under way, refuses the new, and sends idle clients away")
    func graceful() async throws {
        let started = Tally()
        let release = ShutdownSignal()
        try await withServer(
            loops: 2,
            answering: { request in
                started.add()
                if request.target.rawPath == "/slow" { await release.wait() }
                return .text("finished")
            }
        ) { server in
            let idle = try RawClient(port: server.port)
            try await idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await idle.read { $0.body == "finished" }.status == 200)
            let busy = try RawClient(port: server.port)
            try await busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await eventually { started.value == 2 })

            let begin = ContinuousClock.now
            let deadline = Duration.seconds(60) * Patience.factor
            async let shutdown: Void = server.server.shutdown(deadline: deadline)
            let isRefused = try await eventually { (try? RawClient(port: server.port)) == nil }
            #expect(isRefused)
            release.raise()
            await shutdown
            #expect(ContinuousClock.now - begin < deadline / 2)

            let answer = try await busy.read()
            #expect(answer.body == "finished" && answer.isClosed)
            #expect(answer.contains("Connection: close"))
            #expect(try await idle.read().isClosed)
        }
    }

    @Test("What does not finish in time is cancelled and given up")
    func deadline() async throws {
        let started = Tally(), cancelled = Tally()
        try await withServer(answering: { _ in
            started.add()
            do { try await Sleep.for(.seconds(600)) } catch { cancelled.add() }
            return .text("late")
        }) { server in
            let client = try RawClient(port: server.port)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await eventually { started.value == 1 })
            await server.server.shutdown(deadline: .milliseconds(50))
            let answer = try await client.read()
            #expect(answer.isClosed && answer.status == nil)
            #expect(try await eventually { cancelled.value == 1 })
        }
    }

    @Test("Shutting down in the middle of an upload and of a stream does no harm")
    func midway() async throws {
        let uploading = Tally(), brokenOff = Tally()
        try await withServer(answering: { request in
            if case .stream(let stream) = request.body {
                do {
                    guard try await stream.nextChunk() != nil else { return .text("nothing") }
                    uploading.add()
                    while try await stream.nextChunk() != nil {}
                    return .text("done")
                } catch {
                    brokenOff.add()
                    return .text("broken off")
                }
            }
            return HTTPResponse(
                .ok,
                body: .stream(length: nil) {
                    try await Sleep.for(.milliseconds(5))
                    return [0x61]
                })
        }) { server in
            var uploads: [RawClient] = [], downloads: [RawClient] = []
            for _ in 0..<4 {
                let upload = try RawClient(port: server.port)
                try await upload.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + String(repeating: "3\r\nabc\r\n", count: 500))
                let download = try RawClient(port: server.port)
                try await download.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                uploads.append(upload)
                downloads.append(download)
            }
            #expect(try await eventually { uploading.value == 4 })
            for download in downloads {
                #expect(try await download.read { !$0.body.isEmpty }.status == 200)
            }
            await server.server.shutdown(deadline: .milliseconds(50))
            // What is cut off is not mistaken for something whole, on either side.
            for upload in uploads {
                let answer = try await upload.read()
                #expect(answer.isClosed && answer.status == nil)
            }
            for download in downloads {
                let rest = try await download.read()
                #expect(rest.isClosed && !rest.contains("0\r\n\r\n"))
            }
            #expect(try await eventually { brokenOff.value == 4 })
        }
    }

    @Test("Both loops of a server answer")
    func bothLoops() async throws {
        try await withServer(loops: 2, answering: { _ in .text("\(EventLoop.current?.index ?? -1)") }) { server in
            var seen: Set<String> = []
            for _ in 0..<64 where seen.count < 2 {
                let answer = try await RawClient.ask(
                    server.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                seen.insert(answer.body)
            }
            #expect(seen == ["0", "1"])
        }
    }

    @Test("A full house: whoever comes is served, and the longest idle have to go")
    func scarce() async throws {
        try await withServer {
            $0.maximumConnections = 8
        } answering: { _ in
            .text("served")
        } _: { server in
            var clients: [RawClient] = []
            for _ in 0..<40 {
                let client = try RawClient(port: server.port)
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.read(patience: .seconds(5)) { $0.isWhole }.body == "served")
                clients.append(client)
            }
            for client in clients.prefix(30) { #expect(try await client.read().isClosed) }
            try await clients[39].send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await clients[39].read(patience: .seconds(5)) { $0.isWhole }.body == "served")
        }
    }

    @Test("Those who say nothing keep nobody out")
    func silentCrowd() async throws {
        try await withServer {
            $0.maximumConnections = 8
        } answering: { _ in
            .text("served")
        } _: { server in
            let silent = try (0..<20).map { _ in try RawClient(port: server.port) }
            let answer = try await RawClient.ask(
                server.port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", patience: .seconds(10))
            #expect(answer.body == "served")
            #expect(try await silent[0].read().isClosed)
        }
    }

    @Test(
        "When all are busy, the next waits until one is done, and need not wait until it goes",
        arguments: [true, false])
    func allBusy(staying: Bool) async throws {
        let release = ShutdownSignal()
        let started = Tally()
        try await withServer {
            $0.maximumConnections = 2
        } answering: { _ in
            started.add()
            await release.wait()
            return .text("served")
        } _: { server in
            // Each asks as soon as it is there: on a busy machine one that is silent meanwhile would be sent away, and
            // one that is sent away never asks.
            var clients: [RawClient] = []
            for _ in 0..<4 {
                let client = try RawClient(port: server.port)
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\(staying ? "" : "Connection: close\r\n")\r\n")
                clients.append(client)
            }
            let limit = ContinuousClock.now + .seconds(20) * Patience.factor
            while started.value < 2, ContinuousClock.now < limit { try await Sleep.for(.milliseconds(1)) }
            #expect(started.value == 2)
            release.raise()
            for client in clients {
                #expect(try await client.read(patience: .seconds(5)) { $0.isWhole }.body == "served")
            }
        }
    }

    @Test("While the shutdown is only announced, new clients are served and told that the connection ends")
    func notice() async throws {
        let notice = Duration.seconds(3) * Patience.factor
        try await withServer {
            $0.noticeTime = notice
        } answering: { _ in
            .text("served")
        } _: { server in
            let old = try RawClient(port: server.port)
            try await old.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await old.read { $0.isWhole }.field("Connection") == nil)
            let begin = ContinuousClock.now
            async let shutdown: Void = server.server.shutdown(deadline: .seconds(10))
            let isTold = try await eventually {
                let new = try await RawClient.ask(server.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n") { $0.isWhole }
                #expect(new.body == "served")
                return new.field("Connection") == "close"
            }
            #expect(isTold)
            for client in [old, try RawClient(port: server.port)] {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try await client.read()
                #expect(answer.body == "served" && answer.field("Connection") == "close" && answer.isClosed)
            }
            await shutdown
            #expect(ContinuousClock.now - begin >= notice)
            #expect(throws: RawClient.ConnectFailed.self) { _ = try RawClient(port: server.port) }
        }
    }

    @Test("Who connects while the server closes is answered or refused, and never cut off", arguments: 1...4)
    func connectingAtTheEnd(round: Int) async throws {
        let clients = try EventLoopGroup(count: 6)
        defer { clients.shutdown() }
        try await withServer(loops: 2) { _ in
            .text("served")
        } _: { server in
            let answered = Tally()
            let tasks = clients.loops.map { loop in
                Task(executorPreference: loop) {
                    while let client = try? RawClient(port: server.port) {
                        try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        guard try await client.read().body == "served" else { return false }
                        answered.add()
                    }
                    return true
                }
            }
            #expect(try await eventually { answered.value > 10 })
            await server.server.shutdown(deadline: .seconds(10))
            for task in tasks {
                let isWell = try await task.value
                #expect(isWell)
            }
        }
    }

    @Test("Clients that hang in every way there is keep the shutdown no longer than its deadline")
    func hangingClients() async throws {
        let started = Tally()
        let limit = Duration.seconds(60) * Patience.factor
        try await withServer {
            ($0.headerTimeout, $0.bodyTimeout, $0.idleTimeout) = (limit, limit, limit)
        } answering: { request in
            started.add()
            if request.target.rawPath == "/large" {
                return HTTPResponse(.ok, body: .bytes([UInt8](repeating: 0x61, count: 8 * 1024 * 1024)))
            }
            return .text("\((try? await request.body.collect(upTo: 10_000))?.count ?? -1)")
        } _: { server in
            var clients: [RawClient] = []
            for opening in [
                "", "GET / HTTP/1.1\r\nHost", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;",
            ] {
                for _ in 0..<3 {
                    let client = try RawClient(port: server.port, receiveBuffer: 16 * 1024)
                    try await client.send(opening)
                    clients.append(client)
                }
            }
            // A body of known length is read first; with the last of the others all are there.
            #expect(try await eventually { started.value == 12 })
            let begin = ContinuousClock.now
            await server.server.shutdown(deadline: .milliseconds(600))
            #expect(ContinuousClock.now - begin < limit / 2)
            for client in clients where !(try await client.read().isClosed) { Issue.record("a connection is left") }
        }
    }
}
