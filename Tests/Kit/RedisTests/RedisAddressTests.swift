import Redis
import Testing
import Values

@Suite("Addresses of Redis")
struct RedisAddressTests {
    @Test("An address says where the server is, and who one is there")
    func parts() throws {
        let plain = try RedisAddress("redis://cache.internal")
        #expect(plain.host == "cache.internal" && plain.port == 6379 && plain.database == 0)
        #expect(plain.user == nil && plain.password == nil)
        let full = try RedisAddress("redis://souk:p%40ss%3A%2F%25@[::1]:7000/3")
        #expect(full.host == "::1" && full.port == 7000 && full.database == 3)
        #expect(full.user == Secret("souk") && full.password == Secret("p@ss:/%"))
        let unencoded = try RedisAddress("redis://:a/b@c:d@127.0.0.1:1/")
        #expect(unencoded.host == "127.0.0.1" && unencoded.port == 1 && unencoded.user == nil)
        #expect(unencoded.password == Secret("a/b@c:d"))
    }

    @Test(
        "What is none is refused",
        arguments: [
            "", "localhost", "http://localhost", "redis://", "redis://:6379", "redis://h:0", "redis://h:65536",
            "redis://h:x", "redis://h/x", "redis://h/-1", "redis://h/0/1", "redis://h?x=1", "redis://h h",
            "redis://user@h", "redis://:@h", "redis://:%zz@h", "redis://:%@h", "redis://[::1", "redis://[::1]x",
            "rediss://h", "redis://h\0x",
        ])
    func refusals(text: String) {
        #expect(throws: RedisError.self) { try RedisAddress(text) }
    }

    @Test("TLS is refused by name")
    func tls() {
        let error = #expect(throws: RedisError.self) { try RedisAddress("rediss://:hush@localhost") }
        #expect(error?.description.contains("TLS") == true)
    }

    @Test("Neither an address nor the error about one shows user or password")
    func secrets() throws {
        let address = try RedisAddress("redis://someone:hush@localhost:6379/1")
        for text in ["\(address)", String(reflecting: address), "\(dump(address))"] {
            #expect(!text.contains("hush") && !text.contains("someone"), "\(text)")
        }
        for text in ["redis://someone:hush@", "redis://someone:hush@h:x", "redis://hush/%zz:hush@h?hush"] {
            let error = #expect(throws: RedisError.self) { try RedisAddress(text) }
            #expect(error.map { "\($0)".contains("hush") } == false)
        }
    }
}
