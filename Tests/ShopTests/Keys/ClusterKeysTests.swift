import Endpoints
import EventLoops
import FoundationEssentials
import Security
import ServiceKit
import TestSupport
import Testing
import Values

@testable import souk

@Suite("Keys of a cluster")
struct ClusterKeysTests {
    private func inFolder(_ body: (ClusterKeys, String) async throws -> Void) async throws {
        try await withShopFolder(1) { folder, _ in
            try await body(ClusterKeys(folder: folder + "/keys"), folder + "/keys")
        }
    }

    private func keys(of services: String..., in folder: String, file: String? = nil) throws -> ServiceKeys {
        try ServiceKeys(
            keyPath: file ?? "\(folder)/services", peersPath: "\(folder)/peers.json", services: services)
    }

    /// Who calls, as the catalog sees it.
    private func caller(_ token: String, by keys: ServiceKeys) async throws -> String {
        let users = KeyRing(KeySet(verification: []))
        let authenticator = TokenAuthenticator(
            users: TokenVerifier(keys: users, issuer: "souk", audience: "souk"), userKeys: KeySource(ring: users),
            peerKeys: keys.peers)
        return try await authenticator.identity(of: token, kind: .service, audience: "catalog").subject
    }

    private func token(of service: String, by ring: KeyRing) throws -> String {
        try ServiceTokenIssuer(service: service, keys: ring).token(for: "catalog").reveal()
    }

    @Test("Each service speaks in its own name, by a key that is its own; a stolen key speaks in no other's")
    func ownNames() async throws {
        try await inFolder { cluster, folder in
            _ = try cluster.complete()
            let catalog = try keys(of: "catalog", in: folder)
            let orders = try keys(of: "orders", in: folder, file: "\(folder)/services/orders.pem")
            let carts = try keys(of: "carts", in: folder)
            #expect(try await caller(token(of: "orders", by: orders.ring(of: "orders")), by: catalog) == "orders")
            await #expect(throws: AuthenticationFailure.self, "the thief of the carts' key") {
                try await caller(token(of: "orders", by: carts.ring(of: "carts")), by: catalog)
            }
            let stranger = KeyRing(KeySet(current: try .generate(owner: "orders")))
            await #expect(throws: AuthenticationFailure.self) {
                try await caller(token(of: "orders", by: stranger), by: catalog)
            }
        }
    }

    @Test("Two services of one process have a key each, out of the folder")
    func together() async throws {
        try await inFolder { cluster, folder in
            _ = try cluster.complete()
            let catalog = try keys(of: "catalog", in: folder)
            let both = try keys(of: "orders", "carts", in: folder)
            for service in ["orders", "carts"] {
                #expect(try await caller(token(of: service, by: both.ring(of: service)), by: catalog) == service)
            }
            let error = #expect(throws: ConfigurationError.self) {
                try keys(of: "orders", "carts", in: folder, file: "\(folder)/services/orders.pem")
            }
            #expect(error?.description.contains("name the folder") == true)
        }
    }

    @Test("A key that others would not believe stops the start")
    func unknown() async throws {
        try await inFolder { cluster, folder in
            _ = try cluster.complete()
            let error = #expect(throws: ConfigurationError.self, "somebody else's key") {
                try keys(of: "orders", in: folder, file: "\(folder)/services/carts.pem")
            }
            #expect(error?.description.contains("SERVICE_KEY_FILE") == true)
        }
    }

    @Test("A file of public keys that trusts too much, or nothing, is refused")
    func peers() async throws {
        try await inFolder { cluster, folder in
            _ = try cluster.complete()
            let file = PeerKeysFile(path: "\(folder)/peers.json")
            let key = try SigningKey.generate(owner: "orders").verification
            let unowned = try SigningKey.generate().verification
            for bad in [[], [unowned], [key, unowned], [key, key]] {
                try file.save(bad)
                #expect(throws: PeerKeysFile.Unusable.self) { try file.load() }
            }
            try Data("{".utf8).write(to: URL(fileURLWithPath: file.path))
            #expect(throws: PeerKeysFile.Unusable.self) { try file.load() }
            try file.save([key])
            #expect(try file.load().map(\.owner) == ["orders"])
        }
    }

    @Test("Private keys are for their owner alone, the file of public ones holds no other, and nothing is overwritten")
    func files() async throws {
        try await inFolder { cluster, folder in
            let made = try cluster.complete()
            #expect(made.count == 9)
            func content() throws -> [String: Data] {
                var all: [String: Data] = [:]
                for path in made { all[path] = try Data(contentsOf: URL(fileURLWithPath: path)) }
                return all
            }
            let before = try content()
            for path in made where !path.hasSuffix("peers.json") {
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(path)")
            }
            let peers = String(decoding: try #require(before["\(folder)/peers.json"]), as: UTF8.self)
            #expect(!peers.contains("\"d\""))
            #expect(try cluster.complete().isEmpty)
            #expect(try content() == before)
            try FileManager.default.removeItem(atPath: "\(folder)/services/orders.pem")
            #expect(try cluster.complete() == ["\(folder)/services/orders.pem"])
        }
    }

    @Test("A rotation locks nobody out: who has read the files and who has not believe each other")
    func rotation() async throws {
        try await inFolder { cluster, folder in
            _ = try cluster.complete()
            let catalog = try keys(of: "catalog", in: folder)
            let orders = try keys(of: "orders", in: folder)
            let old = try token(of: "orders", by: orders.ring(of: "orders"))
            _ = try cluster.rotate()
            // Orders has a new key, the catalog has heard of nothing yet: it looks when it sees the key's name.
            try orders.reload()
            let new = try token(of: "orders", by: orders.ring(of: "orders"))
            #expect(new != old)
            #expect(try await caller(new, by: catalog) == "orders")
            #expect(try await caller(old, by: catalog) == "orders")

            try cluster.forgetPrevious()
            try catalog.reload()
            #expect(try await caller(new, by: catalog) == "orders")
            await #expect(throws: AuthenticationFailure.self) { try await caller(old, by: catalog) }
        }
    }

    @Test("A new private key that came before its public half waits for it")
    func order() async throws {
        try await inFolder { cluster, folder in
            _ = try cluster.complete()
            let orders = try keys(of: "orders", in: folder)
            let before = orders.ring(of: "orders").current.signing?.id
            let peers = try PeerKeysFile(path: "\(folder)/peers.json").load()
            let path = "\(folder)/services/orders.pem"
            let key = try SigningKey.generate(owner: "orders")
            try FileManager.default.removeItem(atPath: path)
            try key.save(to: path)
            try orders.reload()
            #expect(orders.ring(of: "orders").current.signing?.id == before)
            try PeerKeysFile(path: "\(folder)/peers.json").save(peers + [key.verification])
            try orders.reload()
            #expect(orders.ring(of: "orders").current.signing?.id == key.id)
        }
    }

    @Test("A process takes up what somebody has laid down, by itself")
    func watch() async throws {
        try await withShopFolder(1) { folder, loops in
            let cluster = ClusterKeys(folder: folder + "/keys")
            _ = try cluster.complete()
            let orders = try keys(of: "orders", in: folder + "/keys")
            let before = orders.ring(of: "orders").current.signing?.id
            let watch = ServiceKeyWatch(keys: orders, interval: .milliseconds(5))
            let task = loops.any.spawn { try? await watch.run() }
            // Whether that is before or behind its first look.
            _ = try cluster.rotate()
            let isTakenUp = try await eventually { orders.ring(of: "orders").current.signing?.id != before }
            #expect(isTakenUp)
            task.cancel()
            await task.value
        }
    }
}
