import EventLoops
import HTTP
import Testing

@testable import Discovery

@Suite("Addresses")
struct AddressTests {
    @Test(
        "Consul's address is read as its own tools read it",
        arguments: [
            ("127.0.0.1:8500", "http://127.0.0.1:8500"), ("http://consul:8500/", "http://consul:8500"),
            ("https://consul.internal", "https://consul.internal"), ("HTTP://[::1]:8500", "http://[::1]:8500"),
            ("unix:///run/consul.sock", nil), ("http://user:password@consul:8500", nil), ("", nil), (":8500", nil),
            ("http://consul:8500/v1", nil), ("http://", nil), ("consul 8500", nil),
        ])
    func consul(text: String, url: String?) {
        #expect(ConsulAddress(text)?.baseURL == url)
    }

    @Test(
        "An instance is what can be called, and nothing else",
        arguments: [
            ("10.0.0.7", 8002, "http://10.0.0.7:8002"), ("fd00::7", 8002, "http://[fd00::7]:8002"),
            ("catalog-1.internal", 80, "http://catalog-1.internal:80"), ("10.0.0.7", 0, nil),
            ("10.0.0.7", 65_536, nil), ("", 80, nil), ("a b", 80, nil), ("evil/?", 80, nil), ("u@h", 80, nil),
        ])
    func instance(address: String, port: Int, url: String?) {
        #expect(Instance(id: "x", address: address, port: port)?.baseURL == url)
    }

    @Test("Others are told what was set, else what is listened on, else an address of the machine")
    func advertised() {
        let own = ["127.0.0.1", "::1", "fe80::1", "169.254.1.1", "fd00::5", "10.1.2.3", "10.1.2.4"].compactMap {
            IPAddress($0)
        }
        func choose(_ configured: String?, _ bind: String, own: [IPAddress]) -> String {
            AdvertisedAddress.choose(configured: configured, bindAddress: bind, own: own)
        }
        #expect(choose("shop-1", "0.0.0.0", own: own) == "shop-1")
        #expect(choose(nil, "10.9.9.9", own: own) == "10.9.9.9")
        #expect(choose(nil, "0.0.0.0", own: own) == "10.1.2.3")
        #expect(choose(nil, "::", own: own.filter { $0.bytes.count == 16 }) == "fd00::5")
        #expect(choose(nil, "0.0.0.0", own: []) == "127.0.0.1")
    }

    @Test("Of several networks the one that leads to Consul's agent is told, where that is not on the machine itself")
    func networks() {
        let own = ["10.1.0.3", "10.2.0.3", "fd00::5"].compactMap { IPAddress($0) }
        let ways = ["10.2.0.9": "10.2.0.3", "fd00::9": "fd00::5", "127.0.0.1": "127.0.0.1", "169.254.1.9": "10.1.0.3"]
        func choose(_ configured: String? = nil, _ bind: String = "0.0.0.0", agents: String...) -> String {
            AdvertisedAddress.choose(
                configured: configured, bindAddress: bind, agents: agents.compactMap { IPAddress($0) }, own: own
            ) { ways["\($0)"].flatMap { IPAddress($0) } }
        }
        #expect(choose(agents: "10.2.0.9") == "10.2.0.3")
        #expect(choose(agents: "10.9.9.9", "10.2.0.9") == "10.2.0.3", "no way leads to the first")
        #expect(choose(nil, "::", agents: "fd00::9") == "fd00::5")
        #expect(choose(agents: "fd00::9") == "10.1.0.3", "who listens on 0.0.0.0 is not reached by IPv6")
        #expect(choose(agents: "127.0.0.1") == "10.1.0.3")
        #expect(choose(agents: "169.254.1.9") == "10.1.0.3")
        #expect(choose("shop-1", agents: "10.2.0.9") == "shop-1")
        #expect(choose(nil, "10.1.0.3", agents: "10.2.0.9") == "10.1.0.3")
    }

    @Test("The system says which of the machine's addresses leads somewhere")
    func route() throws {
        let loopback = try #require(IPAddress("127.0.0.1"))
        #expect(RouteSource.address(towards: loopback) == loopback)
        for own in AdvertisedAddress.ownAddresses() where own.bytes.count == 4 {
            #expect(RouteSource.address(towards: own) == own)
        }
    }

    @Test("An agent whose name cannot be looked up, or that is on this machine, leaves the choice as it is without one")
    func agents() async throws {
        let usual = AdvertisedAddress.choose(configured: nil, bindAddress: "0.0.0.0")
        for agent in ["http://localhost:8500", "http://[::1]:8500"] {
            let address = try #require(ConsulAddress(agent))
            #expect(await AdvertisedAddress.find(configured: nil, bindAddress: "0.0.0.0", agent: address) == usual)
        }
        let nobody = try #require(ConsulAddress("http://nobody:8500"))
        let found = await AdvertisedAddress.find(configured: nil, bindAddress: "0.0.0.0", agent: nobody) {
            (host) throws(HostAddresses.Unknown) in
            throw HostAddresses.Unknown(host: host, reason: "none")
        }
        #expect(found == usual)
        let address = try #require(ConsulAddress("\(usual):8500"))
        #expect(await AdvertisedAddress.find(configured: nil, bindAddress: "0.0.0.0", agent: address) == usual)
        #expect(await AdvertisedAddress.find(configured: nil, bindAddress: "10.1.2.3", agent: address) == "10.1.2.3")
    }

    @Test("Who listens on every address answers to each of the machine's, and to what others are told")
    func hosts() {
        let own = ["127.0.0.1", "10.1.2.3", "fd00::5"].compactMap { IPAddress($0) }
        func hosts(_ configured: String?, _ bind: String) -> [String] {
            AdvertisedAddress.hosts(configured: configured, bindAddress: bind, own: own)
        }
        #expect(hosts(nil, "0.0.0.0") == ["10.1.2.3", "127.0.0.1", "[fd00::5]"])
        #expect(hosts("shop-1", "10.1.2.3") == ["10.1.2.3", "shop-1"])
        #expect(hosts("fd00::5", "fd00::5") == ["[fd00::5]"])
    }

    @Test("The machine knows its own addresses")
    func own() {
        #expect(AdvertisedAddress.ownAddresses().contains { $0.description == "127.0.0.1" })
    }
}
