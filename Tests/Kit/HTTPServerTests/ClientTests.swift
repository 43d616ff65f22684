import EventLoops
import Glibc
import HTTP
import HTTPClient
import Observability
import TestSupport
import Testing

@Suite("The client")
struct ClientTests {
    /// A client on loops of its own, called from the first of them.
    @discardableResult
    private func withClient<Result: Sendable>(
        _ configure: (inout HTTPClientConfiguration) -> Void = { _ in },
        _ body: (HTTPClient) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPClientConfiguration()
        configure(&configuration)
        return try await withEventLoops(1) { loops in
            let client = HTTPClient(configuration, loops: loops)
            do {
                let result = try await body(client)
                await client.shutdown()
                return result
            } catch {
                await client.shutdown()
                throw error
            }
        }
    }

    @Test(
        "Each method arrives with its fields and its body, and the response comes back whole",
        arguments: HTTPMethod.allCases)
    func methods(_ method: HTTPMethod) async throws {
        try await withServer(answering: { request in
            let body = (try? await request.body.collect(upTo: 1_000_000)) ?? []
            var fields = request.fields
            fields[.contentLength] = nil
            return HTTPResponse(
                .created, fields: ["X-Method": request.method.rawValue, "X-Fields": "\(fields.map(\.name.rawName))"],
                body: .bytes(body))
        }) { server in
            try await withClient { client in
                let sent: [UInt8] =
                    [.post, .put, .patch].contains(method) ? Array(repeating: 0x61, count: 100_000) : []
                let response = try await client.execute(
                    HTTPClientRequest(
                        method, "http://127.0.0.1:\(server.port)/a?b=c", fields: ["X-Own": "yes", "X-Empty": ""],
                        body: sent),
                    deadline: .seconds(5))
                #expect(response.status == .created)
                #expect(response.fields["X-Method"] == method.rawValue)
                #expect(response.fields["X-Fields"] == #"["Host", "Accept", "X-Own", "X-Empty", "User-Agent"]"#)
                #expect(try await response.body.collect() == sent)
            }
        }
    }

    @Test("The trace goes along")
    func trace() async throws {
        let trace = TraceContext.generate()
        try await withServer(answering: { .text($0.fields[.traceparent] ?? "none") }) { server in
            try await withClient { client in
                let response = try await TraceContext.$current.withValue(trace) {
                    try await client.execute(
                        HTTPClientRequest(.get, "http://127.0.0.1:\(server.port)/"), deadline: .seconds(5))
                }
                #expect(try await response.body.collect() == Array(trace.traceparent.utf8))
            }
        }
    }

    @Test("A call ends at its deadline, and one that still waits for a connection then has not been sent")
    func deadline() async throws {
        let gate = ShutdownSignal()
        let requests = Tally()
        try await withServer(answering: { _ in
            requests.add()
            await gate.wait()
            return .text("late")
        }) { server in
            try await withClient {
                $0.connectionsPerHost = 1
            } _: { client in
                let url = "http://127.0.0.1:\(server.port)/"
                #expect(await failure(of: client, url, within: .milliseconds(200)) == .deadlineExceeded)
                async let first = client.execute(HTTPClientRequest(.get, url), deadline: .seconds(60))
                let isUnderWay = try await eventually { requests.value == 2 }
                #expect(isUnderWay)
                // The first has its connection for as long as nobody opens the gate.
                let second = await failure(of: client, url, within: .milliseconds(100))
                #expect(second == .unreachable("no connection was free in time"))
                gate.raise()
                let status = try await first.status
                #expect(status == .ok)
                #expect(requests.value == 2)
            }
        }
    }

    @Test("A port on which nobody listens is unreachable")
    func refused() async throws {
        let port = try await withServer(answering: { _ in .text("") }) { $0.port }
        try await withClient { client in
            let error = await failure(of: client, "http://127.0.0.1:\(port)/", within: .seconds(2))
            guard case .unreachable? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    /// What is sent on a kept connection that the server ends after it has read the request, without an answer.
    @Test(
        "What a dying server may have received is sent again only if it can be repeated",
        arguments: [
            (HTTPMethod.get, "", nil, 3), (.put, "{}", nil, 3), (.post, "{}", "key", 3), (.post, "{}", nil, 2),
            (.patch, "{}", nil, 2),
            // Without a body it does not go over a kept connection, and so meets no dying one.
            (.post, "", nil, 2),
        ])
    func repetition(method: HTTPMethod, body: String, key: String?, received: Int) async throws {
        let server = try ForgetfulServer()
        try await withClient { client in
            let loops = try EventLoopGroup(count: 1)
            defer { loops.shutdown() }
            let serving = server.run(on: loops)
            let url = "http://127.0.0.1:\(server.port)/"
            _ = try await client.execute(HTTPClientRequest(.get, url), deadline: .seconds(5))
            let request = HTTPClientRequest(
                method, url, fields: key.map { [.idempotencyKey: $0] } ?? [:], body: Array(body.utf8))
            let outcome = try? await client.execute(request, deadline: .seconds(5))
            #expect(server.received.value == received)
            let isLost = received == 2 && !body.isEmpty
            #expect((outcome?.status == .ok) == !isLost)
            server.stop()
            await serving.value
        }
    }

    @Test("A connection that does not come about in time is known to have carried nothing")
    func connectTimeout() async throws {
        try await withClient { client in
            // A network for documentation: nobody answers there, or the machine says at once that there is no way.
            var request = HTTPClientRequest(.get, "http://192.0.2.1:9/")
            request.connectTimeout = .milliseconds(50)
            do throws(HTTPClientError) {
                _ = try await client.execute(request, deadline: .seconds(5))
                Issue.record("somebody answers")
            } catch {
                guard case .unreachable = error else {
                    Issue.record("\(error)")
                    return
                }
            }
        }
    }

    @Test("Cancelling the task ends the call at once")
    func cancelled() async throws {
        let started = Tally()
        try await withServer(answering: { _ in
            started.add()
            try? await Sleep.for(.seconds(2))
            return .text("late")
        }) { server in
            try await withClient { client in
                let outcome = Lock<HTTPClientError?>(nil)
                let task = EventLoop.current?.spawn {
                    do throws(HTTPClientError) {
                        _ = try await client.execute(
                            HTTPClientRequest(.get, "http://127.0.0.1:\(server.port)/"), deadline: .seconds(60))
                    } catch {
                        outcome.withLock { $0 = error }
                    }
                }
                while started.value == 0 { try await Sleep.for(.milliseconds(1)) }
                task?.cancel()
                await task?.value
                #expect(outcome.withLock { $0 } == .cancelled)
            }
        }
    }

    @Test("Connections are kept: 200 calls, 8 at a time, need 8 of them")
    func pooling() async throws {
        try await withServer(answering: { request in
            await Task.yield()
            return .text(request.fields["X-Number"] ?? "")
        }) { server in
            try await withClient {
                $0.connectionsPerHost = 8
            } _: { client in
                try await withThrowingTaskGroup { group in
                    for worker in 0..<8 {
                        group.addTask {
                            for number in 0..<25 {
                                let response = try await client.execute(
                                    HTTPClientRequest(
                                        .get, "http://127.0.0.1:\(server.port)/",
                                        fields: ["X-Number": "\(worker * 100 + number)"]),
                                    deadline: .seconds(5))
                                #expect(try await response.body.collect() == Array("\(worker * 100 + number)".utf8))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(openSockets(to: server.port) <= 8)
            }
        }
    }

    @Test("A redirect is not followed")
    func redirect() async throws {
        try await withServer(answering: { _ in .redirect(to: "/elsewhere") }) { server in
            try await withClient { client in
                let response = try await client.execute(
                    HTTPClientRequest(.get, "http://127.0.0.1:\(server.port)/"), deadline: .seconds(5))
                #expect(response.status == .seeOther)
                #expect(response.fields[.location] == "/elsewhere")
            }
        }
    }

    @Test("A response that is too long is refused")
    func tooLarge() async throws {
        try await withServer(answering: { _ in .json(Array(repeating: 0x61, count: 2000)) }) { server in
            try await withClient {
                $0.maximumResponseBytes = 1000
            } _: { client in
                await #expect(throws: HTTPClientError.responseTooLarge(limit: 1000)) {
                    try await client.execute(
                        HTTPClientRequest(.get, "http://127.0.0.1:\(server.port)/"), deadline: .seconds(5))
                }
            }
        }
    }

    @Test(
        "What cannot be sent is not sent",
        arguments: [
            HTTPClientRequest(.get, "file:///etc/passwd"), HTTPClientRequest(.get, "gopher://127.0.0.1/"),
            HTTPClientRequest(.get, "http://127.0.0.1:1/", fields: ["X-Split": "a\r\nX-Injected: b"]),
            HTTPClientRequest(.get, "http://"),
        ])
    func malformed(_ request: HTTPClientRequest) async throws {
        try await withClient { client in
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.execute(request, deadline: .seconds(2))
            }
            guard case .malformedRequest = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("Shutting down ends what is under way")
    func shutdown() async throws {
        let started = Tally()
        try await withServer(answering: { _ in
            started.add()
            try? await Sleep.for(.seconds(2))
            return .text("late")
        }) { server in
            try await withClient { client in
                async let call = failure(of: client, "http://127.0.0.1:\(server.port)/", within: .seconds(60))
                while started.value == 0 { try await Sleep.for(.milliseconds(1)) }
                await client.shutdown()
                #expect(await call == .closed)
                await #expect(throws: HTTPClientError.closed) {
                    try await client.execute(HTTPClientRequest(.get, "http://127.0.0.1:1/"), deadline: .seconds(1))
                }
            }
        }
    }
}

/// Why a call fails; nil when it does not.
private func failure(of client: HTTPClient, _ url: String, within deadline: Duration) async -> HTTPClientError? {
    do throws(HTTPClientError) {
        _ = try await client.execute(HTTPClientRequest(.get, url), deadline: deadline)
        return nil
    } catch {
        return error
    }
}

/// How many connections of this machine stand to the port.
private func openSockets(to port: UInt16) -> Int {
    guard let file = fopen("/proc/net/tcp", "r") else { return 0 }
    defer { fclose(file) }
    let number = String(port, radix: 16, uppercase: true)
    let suffix = ":" + String(repeating: "0", count: 4 - number.count) + number
    // The kernel may list a socket twice while others come and go.
    var ends: Set<Substring> = []
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let columns = text.split(separator: " ")
        // The third column is the other end, the fourth the state; 01 is established.
        if columns.count > 3, columns[2].hasSuffix(suffix), columns[3] == "01" { ends.insert(columns[1]) }
    }
    return ends.count
}
