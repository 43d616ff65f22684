import EventLoops
import TestSupport
import Testing

@testable import souk

@Suite("What the doctor says about Redis")
struct RedisCheckTests {
    @Test("Without one there is nothing to say; one that answers is good, one that is away or refuses is not")
    func states() async throws {
        try await RedisServer.with(["--requirepass", "open sesame"]) { server in
            try await withEventLoops(1) { _ in
                try await Clinic.use(isNew: true) { clinic in
                    #expect(await clinic.findings(of: RedisCheck()).isEmpty)
                    clinic.settings["REDIS_URL"] = "redis://:open%20sesame@127.0.0.1:\(server.port)"
                    #expect(
                        await clinic.findings(of: RedisCheck()) == [.good("redis://127.0.0.1:\(server.port)/0 answers")]
                    )
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
}
