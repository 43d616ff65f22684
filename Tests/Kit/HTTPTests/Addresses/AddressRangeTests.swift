import HTTP
import Testing

@Suite("Addresses")
struct AddressRangeTests {
    @Test(
        "A block holds its addresses and no others",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("192.0.2.64/26", "192.0.2.127", true),
            ("192.0.2.64/26", "192.0.2.128", false), ("0.0.0.0/0", "8.8.8.8", true), ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
            ("2001:db8::/33", "2001:db8:8000::", false), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
            ("::/0", "10.0.0.1", false),
        ])
    func contains(_ range: String, _ address: String, _ expected: Bool) throws {
        let range = try #require(AddressRange(range))
        #expect(range.contains(try #require(IPAddress(address))) == expected)
    }

    @Test(
        "What is no block is refused",
        arguments: ["", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "a/8", "10.0.0.0/8/8", "10.0.0.0/+8"])
    func refused(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test("An address is found with and without a port")
    func ports() {
        for text in ["192.0.2.1", "192.0.2.1:80"] { #expect(IPAddress(withPort: text)?.description == "192.0.2.1") }
        for text in ["2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:80"] {
            #expect(IPAddress(withPort: text)?.description == "2001:db8::1")
        }
        for text in ["shop.example:80", "192.0.2.1:", "192.0.2.1:x", "192.0.2.1:123456", "[::1]80", "[::1]:80x"] {
            #expect(IPAddress(withPort: text) == nil)
        }
    }
}
