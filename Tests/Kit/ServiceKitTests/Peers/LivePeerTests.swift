import Discovery
import EventLoops
import HTTP
import HTTPClient
import Observability
import ServiceKit
import TestSupport
import Testing

@Suite("Calls to real instances", .timeLimit(.minutes(3)))
struct LivePeerTests {
    private let silent = Logger(label: "test", handlers: [])

    /// A transport to instances that are listed once and for all: nothing but the calls themselves tells who is away.
    private func call(
        _ instances: LiveInstance..., policy: CallPolicy = CallPolicy(), loops: Int = 2,
        metrics: MetricsRegistry = MetricsRegistry(),
        _ body: (HTTPPeerTransport, EventLoopGroup) async throws -> Void
    ) async throws {
        try await withEventLoops(loops) { loops in
            let client = HTTPClient(loops: loops)
            let transport = HTTPPeerTransport(
                to: "catalog", among: InstanceList(instances.map(\.instance)), client: client, policy: policy,
                metrics: metrics, logger: silent)
            do {
                try await body(transport, loops)
            } catch {
                await client.shutdown()
                throw error
            }
            await client.shutdown()
        }
    }

    /// Calls from several tasks on all loops until `enough` says so.
    /// - Returns: how many calls were made, and what those came to that failed.
    private func load(
        _ transport: HTTPPeerTransport, on loops: EventLoopGroup, tasks: Int = 16, until enough: ShutdownSignal
    ) async throws -> (calls: Int, failures: [String]) {
        let calls = Tally()
        let failures = Lock<[String]>([])
        let workers = (0..<tasks).map { _ in
            loops.next().spawn {
                while !enough.isRaised {
                    calls.add()
                    do {
                        let response = try await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(4))
                        if response.status != .ok { failures.withLock { $0.append("\(response.status)") } }
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
            }
        }
        for worker in workers { await worker.value }
        return (calls.value, failures.withLock { $0 })
    }

    @Test("Two instances share the calls, over few connections")
    func balance() async throws {
        try await LiveInstance.use { first in
            try await LiveInstance.use { second in
                try await call(first, second) { (transport, _) async throws in
                    for _ in 1...200 { _ = try await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(4)) }
                    #expect(first.asked.value + second.asked.value == 200)
                    #expect(first.asked.value > 60)
                    #expect(second.asked.value > 60)
                }
            }
        }
    }

    @Test("One of two dies under load and comes back: no safe call fails, and it is called again")
    func oneDies() async throws {
        try await LiveInstance.use(answeringAfter: .milliseconds(1)) { first in
            try await LiveInstance.use(answeringAfter: .milliseconds(1)) { second in
                try await call(first, second) { (transport, loops) async throws in
                    let enough = ShutdownSignal()
                    let conductor = loops.next().spawn {
                        for _ in 1...3 {
                            let before = (first.asked.value, second.asked.value)
                            _ = try? await eventually {
                                first.asked.value > before.0 + 50 && second.asked.value > before.1 + 50
                            }
                            await first.die()
                            let alone = second.asked.value
                            _ = try? await eventually { second.asked.value > alone + 100 }
                            try? await first.start()
                            let back = first.asked.value
                            _ = try? await eventually { first.asked.value > back + 20 }
                        }
                        enough.raise()
                    }
                    let (calls, failures) = try await load(transport, on: loops, until: enough)
                    await conductor.value
                    #expect(failures.isEmpty, "\(failures.count) of \(calls): \(Set(failures))")
                    #expect(first.asked.value > 200)
                }
            }
        }
    }

    @Test("A frozen instance costs its first calls half their time, and then nothing")
    func frozen() async throws {
        try await LiveInstance.use { first in
            try await LiveInstance.use { second in
                // After three calls it is left alone, and then, while a machine is busy with the others, asked by a
                // few more.
                var policy = CallPolicy()
                (policy.breaker.firstRest, policy.breaker.longestRest) = (.seconds(3), .seconds(3))
                let deadline = Duration.seconds(2) * Patience.factor
                let metrics = MetricsRegistry()
                let retries = metrics.counter("peer_retries_total", help: "", labels: ["peer"]).labelled("catalog")
                try await call(first, second, policy: policy, loops: 1, metrics: metrics) {
                    (transport, _) async throws in
                    for _ in 1...10 { _ = try await transport.send(HTTPRequest(.get, "/"), deadline: deadline) }
                    first.freeze()
                    for _ in 1...200 {
                        #expect(try await transport.send(HTTPRequest(.get, "/"), deadline: deadline).status == .ok)
                    }
                    #expect((1...6).contains(retries.value))
                    first.thaw()
                    let before = first.asked.value
                    #expect(
                        try await eventually {
                            _ = try await transport.send(HTTPRequest(.get, "/"), deadline: deadline)
                            return first.asked.value > before + 10
                        })
                }
            }
        }
    }

    @Test("A dead peer fails at once, and is called again soon after it is back")
    func dead() async throws {
        try await LiveInstance.use { only in
            try await call(only) { (transport, _) async throws in
                #expect(try await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(2)).status == .ok)
                await only.die()
                let start = ContinuousClock.now
                for _ in 1...100 {
                    await #expect(throws: PeerTransportError.unreachable) {
                        try await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(2))
                    }
                }
                // A hundred deadlines are 200 seconds.
                #expect(ContinuousClock.now - start < .seconds(20) * Patience.factor)
                try await only.start()
                #expect(
                    try await eventually {
                        (try? await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(2)).status) == .ok
                    })
            }
        }
    }

    @Test("The deadline holds over all attempts together")
    func deadline() async throws {
        let deadline = Duration.seconds(3) * Patience.factor
        try await LiveInstance.use(answeringAfter: deadline * 10) { first in
            try await LiveInstance.use(answeringAfter: deadline * 10) { second in
                try await call(first, second) { (transport, _) async throws in
                    let start = ContinuousClock.now
                    await #expect(throws: PeerTransportError.timedOut) {
                        try await transport.send(HTTPRequest(.get, "/"), deadline: deadline)
                    }
                    let took = ContinuousClock.now - start
                    #expect(took >= deadline - .milliseconds(10))
                    // Half of it for the first attempt, and all of it for the second, would be this much.
                    #expect(took < deadline * 1.5)
                    #expect(first.asked.value == 1)
                    #expect(second.asked.value == 1)
                }
            }
        }
    }

    @Test("A POST without a key is not sent again once it may have been received; with a key it is")
    func unsafe() async throws {
        let long = Duration.seconds(60) * Patience.factor
        try await LiveInstance.use(answeringAfter: long) { first in
            try await LiveInstance.use(answeringAfter: long) { second in
                try await call(first, second) { (transport, loops) async throws in
                    let dying = loops.next().spawn {
                        _ = try? await eventually { first.asked.value + second.asked.value == 1 }
                        await (first.asked.value == 1 ? first : second).die()
                    }
                    let request = try HTTPRequest(.post, "/", body: .bytes(Array("{}".utf8)))
                    await #expect(throws: PeerTransportError.unreachable) {
                        try await transport.send(request, deadline: long / 2)
                    }
                    await dying.value
                    #expect(first.asked.value + second.asked.value == 1)

                    // The dead one refuses connections: nothing has been sent, so it goes to the other one, always.
                    let living = first.asked.value == 1 ? second : first
                    for _ in 1...2 {
                        let before = living.asked.value
                        let call = loops.next().spawn { _ = try? await transport.send(request, deadline: long / 2) }
                        #expect(try await eventually { living.asked.value == before + 1 })
                        call.cancel()
                        await call.value
                    }
                    #expect(living.asked.value == 2)
                }
            }
        }
    }

    @Test("Behind one name stand two instances: when one dies a GET goes to the other, also before the name forgets it")
    func name() async throws {
        try await LiveInstance.use { first in
            try await LiveInstance.use(at: "127.0.0.2", port: first.port) { second in
                try await withEventLoops(1) { loops in
                    let name = "http://catalog:\(first.port)"
                    let made = HostWatch("catalog", at: [name], metrics: MetricsRegistry(), logger: silent) { _ in
                        [second.address, first.address]
                    }
                    let watch = try #require(made)
                    await watch.prime()
                    let client = HTTPClient(loops: loops)
                    let transport = HTTPPeerTransport(
                        to: "catalog", among: watch, client: client, metrics: MetricsRegistry(), logger: silent)
                    let both = try? await eventually {
                        _ = try await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(10))
                        return first.asked.value > 10 && second.asked.value > 10
                    }
                    #expect(both == true)
                    await first.die()
                    let before = second.asked.value
                    for _ in 1...20 {
                        let answer = try? await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(10))
                        #expect(answer?.status == .ok)
                    }
                    #expect(second.asked.value == before + 20)
                    await client.shutdown()
                }
            }
        }
    }
}
