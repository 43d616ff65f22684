import Testing
import Values

@Suite struct EncodingTests {
    @Test(
        "base 64 for URLs is what RFC 4648 says, without padding",
        arguments: [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")])
    func base64(plain: String, text: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test("every byte survives base 64")
    func base64AllBytes() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
    }

    @Test(
        "a second spelling of the same bytes is refused",
        arguments: ["Zg==", "Zh", "Z", "Zm9=", "Zm+v", "Zm/v", "Zm9v\n"])
    func base64Refuses(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test("hexadecimal is written in lower case and read in either")
    func hexadecimal() {
        #expect(Hexadecimal.encode([0x00, 0xAB, 0xFF]) == "00abff")
        #expect(Hexadecimal.decode("00ABff") == [0x00, 0xAB, 0xFF])
        #expect(Hexadecimal.decode("0") == nil)
        #expect(Hexadecimal.decode("0g") == nil)
    }

    @Test("secrets compare by content")
    func equal() {
        #expect(timingSafeEqual("token", "token"))
        #expect(!timingSafeEqual("token", "tokem"))
        #expect(!timingSafeEqual("token", "token1"))
    }

    @Test("random bytes come in the number asked for and differ")
    func random() {
        #expect(RandomSource.system.bytes(13).count == 13)
        #expect(RandomSource.system.bytes(32) != RandomSource.system.bytes(32))
    }
}
