import Security
import Testing
import Values

struct SealedBoxTests {
    let key = Secret(RandomSource.system.bytes(SealedBox.keyBytes))
    let content = Array("https://shop.example/reset?token=…".utf8)

    @Test("A box opens with its key in its context, and hides what it holds")
    func roundTrip() throws {
        let box = try #require(SealedBox(key: key))
        let sealed = box.seal(content, context: "mail:1")
        #expect(try box.open(sealed, context: "mail:1") == content)
        #expect(box.seal(content, context: "mail:1") != sealed)
        #expect(try box.open(box.seal([], context: ""), context: "") == [])
        #expect(!String(decoding: sealed, as: UTF8.self).contains("shop.example"))
    }

    @Test("Another context, another key, a changed byte and a short box are refused")
    func refused() throws {
        let box = try #require(SealedBox(key: key))
        let sealed = box.seal(content, context: "mail:1")
        #expect(throws: SealedBox.Unreadable()) { try box.open(sealed, context: "mail:2") }
        let other = try #require(SealedBox(key: Secret(RandomSource.system.bytes(SealedBox.keyBytes))))
        #expect(throws: SealedBox.Unreadable()) { try other.open(sealed, context: "mail:1") }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealedBox.Unreadable()) { try box.open(changed, context: "mail:1") }
        }
        for length in 0..<42 {
            #expect(throws: SealedBox.Unreadable()) { try box.open(Array(sealed.prefix(length)), context: "mail:1") }
        }
        #expect(SealedBox(key: Secret([1, 2, 3])) == nil)
    }
}
