import Discovery
import EventLoops
import Observability
import TestSupport
import Testing

@Suite("Names that stand for several instances", .timeLimit(.minutes(3)))
struct HostWatchTests {
    private let names = Names()
    private let log = CapturingLogHandler()

    private func watcher(of addresses: String..., patience: Duration = .seconds(20)) -> HostWatch? {
        var settings = HostWatch.Settings()
        settings.interval = .milliseconds(5)
        settings.patience = patience
        return HostWatch(
            "catalog", at: addresses, settings: settings, metrics: MetricsRegistry(),
            logger: Logger(label: "test", handlers: [log]), lookUp: names.find)
    }

    /// Lets a watch run as long as the body does.
    private func running(_ watch: HostWatch, _ body: () async throws -> Void) async throws {
        try await withEventLoops(1) { loops in
            let task = loops.any.spawn { await watch.run() }
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
            task.cancel()
            await task.value
            try outcome.get()
        }
    }

    private func urls(_ watch: HostWatch) -> [String] { watch.instances.map(\.baseURL) }

    @Test("Each address behind a name is an instance, with the port and path of what was written")
    func found() async throws {
        names["catalog"] = ["10.1.2.4", "10.1.2.3", "10.1.2.4"]
        let watch = try #require(watcher(of: "http://catalog:8002", "http://10.9.9.9:8002"))
        #expect(urls(watch) == ["http://catalog:8002", "http://10.9.9.9:8002"], "nothing has been looked up")
        await watch.prime()
        #expect(urls(watch) == ["http://10.1.2.3:8002", "http://10.1.2.4:8002", "http://10.9.9.9:8002"])
        #expect(watch.instances.map(\.id) == urls(watch))

        names["shop.example"] = ["10.1.2.3"]
        let prefixed = try #require(watcher(of: "http://souk:secret@shop.example/catalog"))
        await prefixed.prime()
        #expect(urls(prefixed) == ["http://souk:secret@10.1.2.3/catalog"])
        #expect(prefixed.instances.map(\.id) == ["http://10.1.2.3/catalog"], "logs tell it")
    }

    @Test("Addresses of IPv6 count where there are none of IPv4, and what is no address never does")
    func families() async throws {
        names["both"] = ["::1", "127.0.0.1"]
        names["six"] = ["fd00::8", "fd00::7", "fe80::1%eth0"]
        let watch = try #require(watcher(of: "http://both:80", "http://six:80"))
        await watch.prime()
        #expect(urls(watch) == ["http://127.0.0.1:80", "http://[fd00::7]:80", "http://[fd00::8]:80"])
    }

    @Test(
        "Numbers, and addresses whose certificate is for the name, need no watch",
        arguments: ["http://10.1.2.3:8002", "http://[fd00::7]:8002", "https://catalog", "https://catalog:8002"])
    func fixed(address: String) {
        #expect(watcher(of: address) == nil)
    }

    @Test(
        "An instance that comes is known, one that goes is forgotten, and an answer like the last one changes nothing")
    func changes() async throws {
        names["catalog"] = ["10.1.2.3"]
        let watch = try #require(watcher(of: "http://catalog:8002"))
        await watch.prime()
        let version = watch.version
        try await running(watch) { () async throws in
            let asked = names.asked
            #expect(try await eventually { names.asked > asked + 3 })
            #expect(watch.version == version)
            names["catalog"] = ["10.1.2.4", "10.1.2.3"]
            #expect(try await eventually { urls(watch) == ["http://10.1.2.3:8002", "http://10.1.2.4:8002"] })
            names["catalog"] = ["10.1.2.4"]
            #expect(try await eventually { urls(watch) == ["http://10.1.2.4:8002"] })
        }
    }

    @Test("While a name stands for nothing or cannot be looked up the last list goes on, and the log says so once")
    func away() async throws {
        let watch = try #require(watcher(of: "http://catalog:8002"))
        await watch.prime()
        #expect(urls(watch) == ["http://catalog:8002"])
        try await running(watch) { () async throws in
            names["catalog"] = ["10.1.2.3"]
            #expect(try await eventually { urls(watch) == ["http://10.1.2.3:8002"] })
            for nothing in [nil, [], ["fe80::1%eth0"]] as [[String]?] {
                names["catalog"] = nothing
                let asked = names.asked
                #expect(try await eventually { names.asked > asked + 3 })
                #expect(urls(watch) == ["http://10.1.2.3:8002"])
            }
            names["catalog"] = ["10.1.2.5"]
            #expect(try await eventually { urls(watch) == ["http://10.1.2.5:8002"] })
        }
        let warnings = log.entries.filter { $0.level == .warning }
        #expect(warnings.count == 2, "once before the first answer, once after it")
    }

    @Test("A server of names that does not answer holds up neither the start of a process nor its end")
    func frozen() async throws {
        names["catalog"] = ["10.1.2.3"]
        names.isFrozen = true
        defer { names.isFrozen = false }
        let watch = try #require(watcher(of: "http://catalog:8002", patience: .milliseconds(50)))
        let start = ContinuousClock.now
        await watch.prime()
        try await running(watch) { () async throws in #expect(try await eventually { names.asked == 2 }) }
        #expect(ContinuousClock.now - start < .seconds(5) * Patience.factor)
        #expect(urls(watch) == ["http://catalog:8002"])
    }

    @Test("The system's own names are looked up: localhost is 127.0.0.1, and nothing besides")
    func localhost() async throws {
        let made = HostWatch("catalog", at: ["http://localhost:8002"], metrics: MetricsRegistry())
        let watch = try #require(made)
        await watch.prime()
        #expect(urls(watch) == ["http://127.0.0.1:8002"])
    }
}
