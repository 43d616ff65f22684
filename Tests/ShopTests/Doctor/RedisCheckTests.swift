import EventLoops
import TestSupport
import Testing

@testable import souk

@Suite("What the doctor says about Redis")
struct RedisCheckTests {
    @Test("Without one there is nothing to say; one that answers is good, one that is away or refuses is not")
    func states() async throws {
        let options = ["--requirepass", "open sesame", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"]
        try await RedisServer.with(options) { server in
            try await withEventLoops(1) { _ in
                try await Clinic.use(isNew: true) { clinic in
                    #expect(await clinic.findings(of: RedisCheck()).isEmpty)
                    clinic.settings["REDIS_URL"] = "redis://:open%20sesame@127.0.0.1:\(server.port)"
                    let found = await clinic.findings(of: RedisCheck())
                    #expect(found.map(\.level) == [.good])
                    #expect(found[0].what.hasPrefix("redis://127.0.0.1:\(server.port)/0 answers, Redis "))
                    clinic.settings["REDIS_URL"] = "redis://:barley@127.0.0.1:\(server.port)"
                    #expect(await clinic.wrong(RedisCheck()) == ["Redis refuses: WRONGPASS"])
                    clinic.settings["REDIS_URL"] = "redis://:hush@127.0.0.1:\(server.port)/x"
                    let wrong = await clinic.wrong(RedisCheck())
                    #expect(wrong.count == 1 && !wrong[0].contains("hush"))
                    server.kill()
                    clinic.settings["REDIS_URL"] = "redis://127.0.0.1:\(server.port)"
                    #expect(await clinic.wrong(RedisCheck()).first?.contains("cannot be reached") == true)
                }
            }
        }
    }

    @Test("One that throws nothing away when it is full is wrong, one that may take all memory is worth a note")
    func memory() async throws {
        for (options, level) in [
            (["--maxmemory", "64mb", "--maxmemory-policy", "noeviction"], Finding.Level.wrong),
            (["--maxmemory", "0"], .note),
        ] {
            try await RedisServer.with(options) { server in
                try await withEventLoops(1) { _ in
                    try await Clinic.use(isNew: true) { clinic in
                        clinic.settings["REDIS_URL"] = server.url
                        let found = await clinic.findings(of: RedisCheck())
                        #expect(found.map(\.level) == [level])
                        #expect(found[0].what.contains("maxmemory"))
                    }
                }
            }
        }
    }
}
