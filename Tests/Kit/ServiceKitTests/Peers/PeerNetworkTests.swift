import Discovery
import EventLoops
import HTTP
import HTTPClient
import Observability
import ServiceKit
import TestSupport
import Testing

@Suite("Ways to peers", .timeLimit(.minutes(3)))
struct PeerNetworkTests {
    private let silent = Logger(label: "test", handlers: [])

    private func network(_ settings: [String: String], _ client: HTTPClient) throws -> PeerNetwork {
        try PeerNetwork(
            Configuration(table: Settings.all, environment: settings), client: client, metrics: MetricsRegistry(),
            logger: silent)
    }

    @Test("A peer to which no way is set is named with the variables that would show one")
    func missing() async throws {
        try await withEventLoops(1) { loops in
            let network = try network([:], HTTPClient(loops: loops))
            #expect(!network.knowsWay(to: "catalog"))
            let error = #expect(throws: ConfigurationError.self) { try network.transport(to: "catalog") }
            #expect("\(String(describing: error))".contains("CATALOG_URL"))
            #expect("\(String(describing: error))".contains("CONSUL_HTTP_ADDR"))
        }
    }

    @Test("A fixed address is enough, several between commas share the calls, and all callers share one transport")
    func fixed() async throws {
        try await LiveInstance.use { first in
            try await LiveInstance.use { second in
                try await withEventLoops(1) { loops in
                    let client = HTTPClient(loops: loops)
                    let network = try network(
                        ["CATALOG_URL": "\(first.instance.baseURL),\(second.instance.baseURL)/"], client)
                    let transport = try network.transport(to: "catalog")
                    #expect(try network.transport(to: "catalog") === transport)
                    #expect(network.watches.isEmpty)
                    #expect(network.registration(of: "orders", port: { 1 }) == nil)
                    for _ in 1...40 {
                        _ = try await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(2))
                    }
                    #expect(first.asked.value > 0)
                    #expect(second.asked.value > 0)
                    await client.shutdown()
                }
            }
        }
    }

    @Test("A name is looked up while the process runs, and its instances are called by their addresses")
    func named() async throws {
        try await LiveInstance.use { instance in
            try await withEventLoops(1) { loops in
                let client = HTTPClient(loops: loops)
                let network = try network(["CATALOG_URL": "http://localhost:\(instance.port)"], client)
                let transport = try network.transport(to: "catalog")
                #expect(network.watches.map(\.name) == ["watch of catalog"])
                for watch in network.watches { try await watch.start() }
                let answer = try? await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(10))
                #expect(answer?.status == .ok)
                #expect(instance.lastHost == "127.0.0.1:\(instance.port)")
                await client.shutdown()
            }
        }
    }

    @Test("Who listens on every address answers to each of them, and to what others are told")
    func ownHosts() async throws {
        try await withEventLoops(1) { loops in
            let client = HTTPClient(loops: loops)
            let everywhere = try network(["BIND_ADDRESS": "0.0.0.0", "ADVERTISE_ADDRESS": "shop-1"], client)
            #expect(everywhere.ownHosts.contains("shop-1"))
            #expect(everywhere.ownHosts.contains("127.0.0.1"))
            #expect(try network(["BIND_ADDRESS": "10.1.2.3"], client).ownHosts == ["10.1.2.3"])
        }
    }

    @Test("Services of a group find each other through Consul; who stops is left alone before it closes its port")
    func group() async throws {
        try await ConsulAgent.use { agent in
            try await LiveInstance.use { first in
                try await LiveInstance.use { second in
                    try await withEventLoops(2) { loops in
                        let client = HTTPClient(loops: loops)
                        let settings = ["CONSUL_HTTP_ADDR": agent.address, "ADVERTISE_ADDRESS": "127.0.0.1"]
                        let network = try network(settings, client)
                        let transport = try network.transport(to: "catalog")
                        let stopSecond = ShutdownSignal()
                        let stopAll = ShutdownSignal()
                        let closed = Tally()
                        let groups = [(first, stopAll), (second, stopSecond)].map { instance, stop in
                            let registration = network.registration(of: "catalog", port: { Int(instance.port) })
                            let listener = Closing {
                                // By now nobody may be sent here any more: what was on its way has half a second.
                                try? await Sleep.for(.milliseconds(500))
                                closed.add()
                                await instance.die()
                            }
                            let group = ServiceGroup(
                                [listener] + (registration.map { [$0] } ?? []), on: loops, logger: silent)
                            return loops.next().spawn { try? await group.run(until: { await stop.wait() }) }
                        }
                        let watching = ServiceGroup(network.watches, on: loops, logger: silent)
                        let watch = loops.next().spawn { try? await watching.run(until: { await stopAll.wait() }) }

                        let failures = Tally()
                        #expect(
                            try await eventually {
                                _ = try? await transport.send(HTTPRequest(.get, "/"), deadline: .seconds(2))
                                return first.asked.value > 20 && second.asked.value > 20
                            })
                        stopSecond.raise()
                        while closed.value == 0 {
                            // Not even a call that cannot be repeated fails.
                            let response = try? await transport.send(HTTPRequest(.post, "/"), deadline: .seconds(2))
                            if response?.status != .ok { failures.add() }
                        }
                        for _ in 1...50 {
                            let response = try? await transport.send(HTTPRequest(.post, "/"), deadline: .seconds(2))
                            if response?.status != .ok { failures.add() }
                        }
                        #expect(failures.value == 0)
                        stopAll.raise()
                        for group in groups { await group.value }
                        await watch.value
                        await client.shutdown()
                    }
                }
            }
        }
    }
}

/// A listener as far as a group is concerned.
private struct Closing: Service {
    let close: @Sendable () async -> Void

    func stop() async { await close() }
}
