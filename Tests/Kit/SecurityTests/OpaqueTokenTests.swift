import Security
import Testing
import Values

struct OpaqueTokenTests {
    @Test("A token is 256 random bits, and is found again by its hash")
    func roundTrip() throws {
        let token = OpaqueToken.generate()
        #expect(token.reveal().utf8.count == 43)
        #expect(token.hash.count == 32)
        #expect(try #require(OpaqueToken(token.reveal())).hash == token.hash)
        #expect(OpaqueToken.generate().hash != token.hash)
    }

    @Test("What cannot be one of ours is refused", arguments: ["", "abc", String(repeating: "+", count: 43)])
    func refused(text: String) {
        #expect(OpaqueToken(text) == nil)
        #expect(OpaqueToken(OpaqueToken.generate().reveal() + text + "\n") == nil)
    }

    @Test("A token does not print itself")
    func silence() {
        let token = OpaqueToken.generate()
        var dumped = ""
        dump(token, to: &dumped)
        #expect(!"\(token) \(String(reflecting: token)) \(dumped)".contains(token.reveal()))
    }
}
