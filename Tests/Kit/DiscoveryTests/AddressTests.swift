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
