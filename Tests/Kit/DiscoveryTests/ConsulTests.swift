import Discovery
import EventLoops
import HTTP
import HTTPClient
import Observability
import TestSupport
import Testing
import Values

@Suite("Consul", .timeLimit(.minutes(3)))
struct ConsulTests {
    /// Somebody who looks for the catalog, and may register one.
    private struct Observer: Sendable {
        let consul: ConsulClient
        let watch: ConsulWatch
        let metrics: MetricsRegistry

        var known: [String] { watch.instances.map(\.baseURL) }

        var failures: UInt64 {
            metrics.counter("discovery_failures_total", help: "", labels: ["peer"]).labelled("catalog").value
        }

        /// Whether in the end these are known, in whatever order.
        func eventuallyKnows(_ instances: ShopInstance...) async throws -> Bool {
            let expected = Set(instances.map { "http://127.0.0.1:\($0.port)" })
            return try await eventually { Set(known) == expected }
        }

        func registration(of instance: ShopInstance) -> ConsulRegistration {
            registration { instance.registration }
        }

        func registration(_ make: @escaping @Sendable () async -> Registration) -> ConsulRegistration {
            var settings = ConsulRegistration.Settings()
            settings.lookInterval = .milliseconds(200)
            settings.backOff = BackOff(first: .milliseconds(50), longest: .milliseconds(200))
            return ConsulRegistration(with: consul, settings: settings, logger: silent, make)
        }
    }

    private static let silent = Logger(label: "test", handlers: [])

    /// Watches for the catalog while the body runs.
    private func observe(
        _ agent: ConsulAgent, token: String? = nil, wait: Duration = .seconds(30), grace: Duration = .seconds(15),
        _ body: (Observer, EventLoop) async throws -> Void
    ) async throws {
        try await withEventLoops(1) { loops in
            let client = HTTPClient(loops: loops)
            let address = try #require(ConsulAddress(agent.address))
            let consul = ConsulClient(address, token: token.map { Secret($0) }, http: client)
            var settings = ConsulWatch.Settings()
            settings.wait = wait
            settings.grace = grace
            settings.shortestRound = .milliseconds(5)
            settings.backOff = BackOff(first: .milliseconds(20), longest: .milliseconds(100))
            let metrics = MetricsRegistry()
            let watch = ConsulWatch(
                "catalog", consul: consul, settings: settings, metrics: metrics, logger: Self.silent)
            await watch.prime()
            let task = loops.any.spawn { await watch.run() }
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(
                    try await body(Observer(consul: consul, watch: watch, metrics: metrics), loops.loops[0]))
            } catch {
                outcome = .failure(error)
            }
            task.cancel()
            await client.shutdown()
            await task.value
            try outcome.get()
        }
    }

    @Test("Two instances register and are found, and who withdraws is gone at once")
    func registered() async throws {
        try await ConsulAgent.use { agent in
            try await ShopInstance.use { first in
                try await ShopInstance.use { second in
                    try await observe(agent) { (observer, loop) async throws in
                        #expect(observer.known.isEmpty)
                        let registrations = [first, second].map(observer.registration)
                        let tasks = registrations.map { registration in loop.spawn { await registration.run() } }
                        #expect(try await observer.eventuallyKnows(first, second))
                        await registrations[0].withdraw()
                        #expect(try await observer.eventuallyKnows(second))
                        #expect(try await !observer.consul.knows(id: first.registration.id))
                        await tasks[0].value
                        tasks[1].cancel()
                        await tasks[1].value
                    }
                }
            }
        }
    }

    @Test("An instance that has died, or says that it is not ready, leaves the list; one that is back returns")
    func dead() async throws {
        try await ConsulAgent.use { agent in
            try await ShopInstance.use { first in
                try await ShopInstance.use { second in
                    try await observe(agent) { (observer, _) async throws in
                        try await observer.consul.register(first.registration)
                        try await observer.consul.register(second.registration)
                        #expect(try await observer.eventuallyKnows(first, second))
                        first.setReady(false)
                        #expect(try await observer.eventuallyKnows(second))
                        first.setReady(true)
                        #expect(try await observer.eventuallyKnows(first, second))
                        await second.die()
                        #expect(try await observer.eventuallyKnows(first))
                    }
                }
            }
        }
    }

    @Test("While Consul is dead the list stays; started anew it is told of the instance again, and watched again")
    func restarted() async throws {
        try await ConsulAgent.use { agent in
            try await ShopInstance.use { first in
                try await ShopInstance.use { second in
                    try await observe(agent) { (observer, loop) async throws in
                        let registration = observer.registration(of: first)
                        let task = loop.spawn { await registration.run() }
                        #expect(try await observer.eventuallyKnows(first))
                        agent.kill()
                        #expect(try await eventually { observer.failures >= 3 })
                        #expect(observer.known == ["http://127.0.0.1:\(first.port)"])

                        try await agent.start()
                        #expect(try await eventually { try await observer.consul.knows(id: first.registration.id) })
                        // News of this life of the agent, whose index is lower than that of the one before.
                        try await observer.consul.register(second.registration)
                        #expect(try await observer.eventuallyKnows(first, second))
                        task.cancel()
                        await task.value
                    }
                }
            }
        }
    }

    @Test("A frozen Consul is given up on by our own clock; the list stays, and news arrive when it goes on")
    func frozen() async throws {
        try await ConsulAgent.use { agent in
            try await ShopInstance.use { first in
                try await ShopInstance.use { second in
                    try await observe(agent, wait: .milliseconds(100)) { (observer, _) async throws in
                        try await observer.consul.register(first.registration)
                        #expect(try await observer.eventuallyKnows(first))
                        agent.freeze()
                        #expect(try await eventually { observer.failures >= 1 }, "a query would hang for ever")
                        #expect(observer.known == ["http://127.0.0.1:\(first.port)"])
                        agent.thaw()
                        #expect(
                            try await eventually {
                                (try? await observer.consul.register(second.registration)) != nil
                            })
                        #expect(try await observer.eventuallyKnows(first, second))
                    }
                }
            }
        }
    }

    @Test("That every instance fails its check for a moment empties no list, and for long it does")
    func allCritical() async throws {
        try await ConsulAgent.use { agent in
            try await ShopInstance.use { instance in
                try await observe(agent, grace: .seconds(3)) { (observer, _) async throws in
                    try await observer.consul.register(instance.registration)
                    #expect(try await observer.eventuallyKnows(instance))
                    let version = observer.watch.version
                    instance.setReady(false)
                    #expect(try await eventually { try await observer.consul.passing("catalog").instances.isEmpty })
                    instance.setReady(true)
                    #expect(try await eventually { try await !observer.consul.passing("catalog").instances.isEmpty })
                    #expect(observer.watch.version == version)
                    await instance.die()
                    #expect(try await observer.eventuallyKnows())
                }
            }
        }
    }

    @Test("An instance that starts while Consul is away is registered when that comes, at the address that it has then")
    func awayAtFirst() async throws {
        try await ConsulAgent.use(isStarted: false) { agent in
            try await ShopInstance.use { instance in
                try await observe(agent) { (observer, loop) async throws in
                    let asked = Tally()
                    let registration = observer.registration {
                        asked.add()
                        // The first network that a container has need not be the one that leads to the agent.
                        let address = asked.value < 3 ? "192.0.2.1" : "127.0.0.1"
                        return Registration(
                            service: "catalog", address: address, port: instance.registration.port)
                    }
                    let task = loop.spawn { await registration.run() }
                    #expect(try await eventually { observer.failures >= 2 && asked.value >= 3 })
                    try await agent.start()
                    #expect(try await observer.eventuallyKnows(instance))
                    task.cancel()
                    await task.value
                }
            }
        }
    }

    @Test("A registration on its way does not come after the withdrawal")
    func race() async throws {
        try await ConsulAgent.use { agent in
            try await ShopInstance.use { instance in
                try await observe(agent) { (observer, loop) async throws in
                    for _ in 1...20 {
                        let registration = observer.registration(of: instance)
                        let task = loop.spawn { await registration.run() }
                        await Task.yield()
                        await registration.withdraw()
                        await task.value
                        #expect(try await !observer.consul.knows(id: instance.registration.id))
                    }
                }
            }
        }
    }

    @Test("An agent that asks for a token is told one, and refuses others in words")
    func token() async throws {
        let configuration = """
            acl { enabled = true
                  default_policy = "deny"
                  tokens { master = "the-token" } }
            """
        try await ConsulAgent.use(configuration: configuration) { agent in
            try await ShopInstance.use { instance in
                try await observe(agent, token: "the-token") { (observer, _) async throws in
                    // The rights of a server that has just begun take a moment.
                    #expect(
                        try await eventually {
                            (try? await observer.consul.register(instance.registration)) != nil
                        })
                    #expect(try await observer.eventuallyKnows(instance))
                }
                try await observe(agent, token: "another") { (observer, _) async throws in
                    let error = await #expect(throws: ConsulError.self) {
                        try await observer.consul.register(instance.registration)
                    }
                    #expect(error == .refused(.forbidden))
                    #expect("\(String(describing: error))".contains("CONSUL_HTTP_TOKEN"))
                }
            }
        }
    }
}
