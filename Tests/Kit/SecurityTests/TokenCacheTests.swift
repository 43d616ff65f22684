import Testing

@testable import Security

struct TokenCacheTests {
    @Test("It stays within its bound, and keeps what is asked for")
    func bound() {
        let cache = TokenCache<Int>(limit: 100)
        let favourite = SHA256Digest(of: "favourite")
        cache.insert(-1, for: favourite)
        for number in 0..<10_000 {
            cache.insert(number, for: SHA256Digest(of: "\(number)"))
            #expect(cache.count <= 100)
            if number.isMultiple(of: 20) {
                #expect(cache.find(favourite, generation: 0) == -1)
            }
        }
        #expect(cache.find(SHA256Digest(of: "1"), generation: 0) == nil)
        #expect(cache.find(SHA256Digest(of: "9999"), generation: 0) == 9_999)
    }

    @Test("A change of the keys empties it")
    func generation() {
        let cache = TokenCache<Int>(limit: 100)
        let digest = SHA256Digest(of: "token")
        cache.insert(1, for: digest)
        #expect(cache.find(digest, generation: 1) == nil)
        #expect(cache.count == 0)
    }
}
