import EventLoops
import Observability
import Redis
import TestSupport
import Testing

@Suite("The client of Redis")
struct RedisClientTests {
    @Test("Replies of every kind come in the order of their commands")
    func replies() async throws {
        try await withEventLoops { loops in
            try await TestRedis.withClients(on: loops) { clients, prefix async throws in
                let key = "\(prefix):key"
                let replies = try await clients[0].send([
                    RedisCommand("SET", key, "one two\r\n\0three"), RedisCommand("GET", key),
                    RedisCommand("GET", "\(prefix):nothing"), RedisCommand("MGET", key, "\(prefix):nothing"),
                    RedisCommand("STRLEN", key), RedisCommand("INCR", key), RedisCommand("SET", "\(prefix):empty", ""),
                    RedisCommand("GET", "\(prefix):empty"),
                ])
                let value = RedisReply.bytes(Array("one two\r\n\0three".utf8))
                #expect(
                    replies == [
                        .bytes(Array("OK".utf8)), value, .nothing, .array([value, .nothing]), .integer(15),
                        .refusal(code: "ERR"), .bytes(Array("OK".utf8)), .bytes([]),
                    ])
                try await clients[0].ping()
            }
        }
    }

    @Test("Ten thousand who ask at once, from several loops, each get their own reply")
    func many() async throws {
        try await withEventLoops(2) { loops in
            var configuration = RedisConfiguration.patient
            configuration.commandLimit = 10_000
            try await TestRedis.withClients(on: loops, configuration: configuration) { clients, prefix async throws in
                let client = clients[0]
                _ = try await client.send((0..<100).map { RedisCommand("SET", "\(prefix):\($0)", "value \($0)") })
                let right = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<10_000 {
                        group.addTask(executorPreference: loops.loops[number % 2]) {
                            let replies = try await client.send([RedisCommand("GET", "\(prefix):\(number % 100)")])
                            return replies == [.bytes(Array("value \(number % 100)".utf8))]
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(right == 10_000)
            }
        }
    }

    @Test("More than may be under way is refused at once, and the rest is answered")
    func overload() async throws {
        try await withEventLoops(1) { loops in
            var configuration = RedisConfiguration.patient
            configuration.commandLimit = 10
            try await TestRedis.withClients(on: loops, configuration: configuration) { clients, prefix async throws in
                let client = clients[0]
                let outcomes = await withTaskGroup(of: RedisError?.self) { group in
                    for _ in 0..<100 {
                        group.addTask {
                            do throws(RedisError) {
                                _ = try await client.send([RedisCommand("GET", prefix)])
                                return nil
                            } catch { return error }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(outcomes.count { $0 == nil } >= 10)
                #expect(outcomes.allSatisfy { $0 == nil || $0 == .overloaded })
                #expect(outcomes.contains(.overloaded))
                #expect(try await client.send([RedisCommand("GET", prefix)]) == [.nothing])
            }
        }
    }

    @Test("Large values go in and come out whole")
    func large() async throws {
        try await withEventLoops(1) { loops in
            try await TestRedis.withClients(on: loops) { clients, prefix async throws in
                let value = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
                let replies = try await clients[0].send([
                    RedisCommand("SET", [Array("\(prefix):large".utf8), value]), RedisCommand("GET", "\(prefix):large"),
                ])
                #expect(replies[1].bytes == value)
            }
        }
    }

    @Test("A host's name is looked up off the loop")
    func hostName() async throws {
        try await RedisServer.with { server in
            try await withEventLoops(1) { loops in
                let address = try RedisAddress("redis://localhost:\(server.port)")
                try await TestRedis.withClients(on: loops, at: address) { clients, _ in
                    try await clients[0].ping()
                }
                let nowhere = RedisClient(
                    try RedisAddress("redis://nowhere.invalid"), configuration: .patient, metrics: MetricsRegistry())
                let error = await #expect(throws: RedisError.self) { try await nowhere.ping() }
                guard case .unreachable = error else { throw try #require(error) }
                await nowhere.shutdown()
            }
        }
    }

    @Test("User, password and database are those of the address")
    func authentication() async throws {
        let options = ["--requirepass", "open sesame", "--user", "souk", "on", ">of-souk", "~*", "&*", "+@all"]
        try await RedisServer.with(options) { server in
            try await withEventLoops(1) { loops in
                for credentials in [":open%20sesame", "souk:of-souk", "default:open%20sesame"] {
                    let address = try RedisAddress("redis://\(credentials)@127.0.0.1:\(server.port)/5")
                    try await TestRedis.withClients(on: loops, at: address) { clients, prefix async throws in
                        let replies = try await clients[0].send([
                            RedisCommand("SET", prefix, "1"), RedisCommand("CLIENT", "INFO"),
                        ])
                        let info = String(decoding: replies[1].bytes ?? [], as: UTF8.self)
                        #expect(info.contains(" db=5 "))
                    }
                }
            }
        }
    }

    @Test("A wrong password is an error that does not repeat it, and so is none")
    func wrongPassword() async throws {
        try await RedisServer.with(["--requirepass", "open sesame"]) { server in
            try await withEventLoops(1) { loops in
                for (credentials, code) in [(":open-barley@", "WRONGPASS"), ("", "NOAUTH")] {
                    let log = CapturingLogHandler()
                    let client = RedisClient(
                        try RedisAddress("redis://\(credentials)127.0.0.1:\(server.port)"), configuration: .patient,
                        logger: Logger(label: "test", handlers: [log]), metrics: MetricsRegistry())
                    let error = await #expect(throws: RedisError.self) { try await client.ping() }
                    #expect(error == .refused(code: code))
                    #expect(log.text.contains(code) && !log.text.contains("barley"))
                    await client.shutdown()
                }
            }
        }
    }

    @Test("Commands that a shut client is given fail")
    func shutdown() async throws {
        try await withEventLoops(1) { loops in
            try await TestRedis.withClients(2, on: loops) { clients, _ in
                await clients[1].shutdown()
                let error = await #expect(throws: RedisError.self) {
                    try await clients[1].send([RedisCommand("PING")])
                }
                #expect(error == .closed)
            }
        }
    }

    @Test("Its connections and round trips are counted")
    func metrics() async throws {
        try await withEventLoops(1) { loops in
            let registry = MetricsRegistry()
            let client = RedisClient(try await TestRedis.address(), configuration: .patient, metrics: registry)
            try await client.ping()
            _ = try await client.send([RedisCommand("NONSENSE")])
            let text = String(decoding: registry.prometheusText(), as: UTF8.self)
            #expect(text.contains("souk_redis_connections 1\n"))
            #expect(text.contains("souk_redis_round_trip_seconds_count 2\n"))
            #expect(text.contains("souk_redis_errors_total{reason=\"refused\"} 1\n"))
            await client.shutdown()
            #expect(String(decoding: registry.prometheusText(), as: UTF8.self).contains("souk_redis_connections 0\n"))
        }
    }
}
