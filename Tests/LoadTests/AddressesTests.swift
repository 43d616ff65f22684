import Testing

@testable import souk_load

@Suite("Where a load sends its requests")
struct AddressesTests {
    @Test("services that are asked themselves are told by the first part of their paths, all else goes to the gateway")
    func direct() throws {
        let direct = try #require(Addresses.Direct("orders=http://127.0.0.1:8005,products=http://127.0.0.1:8002"))
        let addresses = Addresses(gateway: "http://shop", direct: direct)
        #expect(addresses.base(for: "/api/v1/orders/") == "http://127.0.0.1:8005")
        #expect(addresses.base(for: "/api/v1/products/7/?x=1") == "http://127.0.0.1:8002")
        #expect(addresses.base(for: "/api/v1/users/me/") == "http://shop")
        #expect(addresses.base(for: "/livez") == "http://shop")
        #expect(Addresses(gateway: "http://shop", direct: .none).base(for: "/api/v1/orders/") == "http://shop")
    }

    @Test(
        "addresses that make no sense are refused",
        arguments: ["", "orders", "orders=", "orders=ftp://x", "orders=http://a,orders=http://b", "orders=http://a/"])
    func refused(_ text: String) {
        #expect(Addresses.Direct(text) == nil)
    }
}
