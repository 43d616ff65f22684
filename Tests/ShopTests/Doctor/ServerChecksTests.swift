import Discovery
import FoundationEssentials
import HTTPClient
import Security
import ServiceKit
import TestSupport
import Testing

@testable import souk

@Suite("What the doctor says about other servers")
struct ServerChecksTests {
    /// The address of one of the tests' servers.
    private static func address(_ name: String) throws -> String {
        try #require(ProcessInfo.processInfo.environment[name], "\(name) is not set: scripts/test starts the servers")
    }

    private static func with(password: String, _ url: String) throws -> String {
        var components = try #require(URLComponents(string: url))
        components.password = password
        if components.user == nil { components.user = "" }
        return try #require(components.string)
    }

    /// What is wrong, and that nothing of it holds the password.
    private static func wrong(_ check: any DoctorCheck, in clinic: Clinic) async -> [String] {
        let findings = await clinic.findings(of: check)
        #expect(!DoctorReport(sections: [Doctor.Section(title: "", findings: findings)]).text.contains("hunter2"))
        return findings.filter { $0.level == .wrong }.map(\.what)
    }

    @Test("What is not configured is not looked at")
    func nothing() async throws {
        try await Clinic.use { clinic in
            let checks: [any DoctorCheck] = [
                PostgreSQLCheck(), RedisCheck(), RabbitMQCheck(), ConsulCheck(), PeersCheck(), MailCheck(),
                PeerKeysCheck(),
            ]
            for check in checks { #expect(await clinic.findings(of: check) == [], "\(check.title)") }
        }
    }

    @Test("Redis answers, refuses a password, or is not there", .enabled(if: PostgreSQLTestServer.isUnderTest))
    func redis() async throws {
        try await Clinic.use { clinic in
            let url = try Self.address("SOUK_TEST_REDIS_URL")
            clinic.settings = ["REDIS_URL": url]
            #expect(await Self.wrong(RedisCheck(), in: clinic) == [])
            #expect(await !clinic.findings(of: RedisCheck()).isEmpty)
            clinic.settings = ["REDIS_URL": try Self.with(password: "hunter2", url)]
            let refused = await Self.wrong(RedisCheck(), in: clinic)
            #expect(refused.first?.hasPrefix("Redis refuses: ") == true, "\(refused)")
            clinic.settings = ["REDIS_URL": "redis://:hunter2@127.0.0.1:1"]
            let away = await Self.wrong(RedisCheck(), in: clinic)
            #expect(away.first?.hasPrefix("Redis cannot be reached: ") == true, "\(away)")
        }
    }

    @Test("RabbitMQ lets souk in, refuses a password, or is not there", .enabled(if: PostgreSQLTestServer.isUnderTest))
    func rabbitMQ() async throws {
        try await Clinic.use { clinic in
            let url = try Self.address("SOUK_TEST_AMQP_URL")
            clinic.settings = ["AMQP_URL": url]
            #expect(await Self.wrong(RabbitMQCheck(), in: clinic) == [])
            #expect(await !clinic.findings(of: RabbitMQCheck()).isEmpty)
            clinic.settings = ["AMQP_URL": try Self.with(password: "hunter2", url)]
            let refused = await Self.wrong(RabbitMQCheck(), in: clinic)
            #expect(refused.first?.hasPrefix("RabbitMQ refuses: ") == true, "\(refused)")
            clinic.settings = ["AMQP_URL": "amqp://me:hunter2@127.0.0.1:1/shop"]
            let away = await Self.wrong(RabbitMQCheck(), in: clinic)
            #expect(away.first?.hasPrefix("RabbitMQ cannot be reached: ") == true, "\(away)")
            clinic.settings = ["AMQP_URL": "amqp://me:hunter2@host:port"]
            let malformed = await Self.wrong(RabbitMQCheck(), in: clinic)
            #expect(malformed == ["AMQP_URL has a port that is none"])
        }
    }

    @Test("A broker is spoken to in the open within a private network, and not across the internet")
    func openness() {
        #expect(RabbitMQCheck.openness(isPrivate: true).level == .note)
        #expect(RabbitMQCheck.openness(isPrivate: false).level == .wrong)
        for addresses in [["10.213.0.9"], ["172.31.0.1", "192.168.1.1"], ["fd00::7"], ["127.0.0.1", "::1"]] {
            #expect(PrivateNetworks.contain(addresses), "\(addresses)")
        }
        for addresses in [[], ["10.0.0.1", "203.0.113.5"], ["172.32.0.1"], ["2001:db8::1"], ["rabbitmq"], [""]] {
            #expect(!PrivateNetworks.contain(addresses), "\(addresses)")
        }
    }

    @Test("Consul has a leader and knows who is well and who is not", .enabled(if: PostgreSQLTestServer.isUnderTest))
    func consul() async throws {
        try await Clinic.use { clinic in
            try await ConsulAgent.use { agent in
                clinic.settings = ["CONSUL_HTTP_ADDR": agent.address]
                #expect(await Self.wrong(ConsulCheck(), in: clinic) == [])
                let nobody = Settings.storingServices.joined(separator: ", ")
                #expect(await clinic.notes(ConsulCheck()) == ["Consul knows no instance of \(nobody)"])
                let (address, http) = (try #require(ConsulAddress(agent.address)), HTTPClient(loops: clinic.loops))
                let consul = ConsulClient(address, http: http)
                // Until it was looked at for the first time an instance counts as critical.
                try await consul.register(Registration(service: "catalog", address: "127.0.0.1", port: 1))
                let wrong = await Self.wrong(ConsulCheck(), in: clinic)
                #expect(wrong == ["an instance of catalog fails Consul's check: catalog-127.0.0.1-1"])
                await http.shutdown()
            }
        }
    }

    @Test("Consul, the mail server or a service elsewhere is not there")
    func away() async throws {
        try await Clinic.use { clinic in
            clinic.settings = [
                "CONSUL_HTTP_ADDR": "127.0.0.1:1", "CATALOG_URL": "http://127.0.0.1:1",
                "SMTP_URL": "smtp://me:hunter2@127.0.0.1:1",
            ]
            let mail = await Self.wrong(MailCheck(), in: clinic)
            #expect(mail.count == 2 && mail[0] == "SMTP_URL is set, and MAIL_FROM is not", "\(mail)")
            #expect(mail.last?.hasPrefix("the mail server cannot be reached: ") == true, "\(mail)")
            let consul = await Self.wrong(ConsulCheck(), in: clinic)
            #expect(consul.first?.hasPrefix("Consul cannot be reached: ") == true, "\(consul)")
            let peers = await Self.wrong(PeersCheck(), in: clinic)
            #expect(peers.first?.hasPrefix("catalog does not answer at http://127.0.0.1:1: ") == true, "\(peers)")
        }
    }

    @Test("A server that takes connections and says nothing is given up after seconds")
    func silence() async throws {
        try await Clinic.use { clinic in
            let silent = try SilentPort()
            defer { silent.close() }
            clinic.settings = [
                "REDIS_URL": "redis://:hunter2@127.0.0.1:\(silent.number)",
                "AMQP_URL": "amqp://me:hunter2@127.0.0.1:\(silent.number)/shop",
                "CONSUL_HTTP_ADDR": "127.0.0.1:\(silent.number)", "CATALOG_URL": "http://127.0.0.1:\(silent.number)",
                "SMTP_URL": "smtp://me:hunter2@127.0.0.1:\(silent.number)", "MAIL_FROM": "shop@shop.example",
            ]
            let checks: [any DoctorCheck] = [RedisCheck(), RabbitMQCheck(), ConsulCheck(), PeersCheck(), MailCheck()]
            for check in checks {
                let start = ContinuousClock.now
                let wrong = await Self.wrong(check, in: clinic)
                #expect(wrong.count == 1, "\(check.title): \(wrong)")
                #expect(ContinuousClock.now - start < .seconds(12), "\(check.title)")
            }
        }
    }
}

@Suite("What the doctor says about the keys of a cluster")
struct PeerKeysCheckTests {
    @Test("All services have a key there, and this process's own is among them")
    func keys() async throws {
        try await Clinic.use { clinic in
            let folder = clinic.folder + "/cluster"
            _ = try ClusterKeys(folder: folder).complete()
            clinic.settings = [
                "PEER_KEYS_FILE": folder + "/peers.json", "SERVICE_KEY_FILE": folder + "/services",
                "SIGNING_KEY_FILE": folder + "/signing.pem", "SEALING_KEY_FILE": folder + "/sealing.key",
            ]
            #expect(await clinic.findings(of: PeerKeysCheck()).map(\.level) == [.good])
            #expect(await clinic.wrong(SecretFilesCheck()) == [])
            clinic.settings["SERVICE_KEY_FILE"] = folder + "/services/orders.pem"
            clinic.serving = ["orders"]
            #expect(await clinic.findings(of: PeerKeysCheck()).map(\.level) == [.good])
            clinic.serving = ["catalog"]
            let foreign = await clinic.wrong(PeerKeysCheck())
            #expect(
                foreign == [
                    "the key in \(folder)/services/orders.pem is none of those that \(folder)/peers.json has for catalog"
                ])
            let file = PeerKeysFile(path: folder + "/peers.json")
            try file.save(try file.load().filter { $0.owner != "reviews" })
            #expect(await clinic.wrong(PeerKeysCheck()).first == "\(folder)/peers.json holds no key of reviews")
            try Data("nonsense".utf8).write(to: URL(filePath: folder + "/peers.json"))
            #expect(await clinic.wrong(PeerKeysCheck()) == ["\(folder)/peers.json: holds no set of public keys"])
        }
    }
}
