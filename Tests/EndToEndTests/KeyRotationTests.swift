import Contracts
import Endpoints
import EventLoops
import Glibc
import HTTP
import Testing

@Suite("Changing keys", .timeLimit(.minutes(5)))
struct KeyRotationTests {
    @Test("After souk keys and a restart old tokens are good, and new ones bear the new key")
    func rotation() async throws {
        try await StockedShop.use { _, place in
            var shop = try await place.open(settings: StockedShop.settings)
            let before = try await ShopVisitor(place).loggedIn("buyer1", StockedShop.buyerPassword)
            let oldKeys = try await before.send(EndpointCall(AccountsAPI.keys)).keys.map(\.kid)
            try await close(shop)

            let keys = try place.start("keys")
            #expect(try await keys.end() == .exited(0), "\(keys.output)")

            shop = try await place.open(settings: StockedShop.settings)
            let me = try await before.send(EndpointCall(AccountsAPI.me))
            #expect(me.username == "buyer1")
            let newKeys = try await before.send(EndpointCall(AccountsAPI.keys)).keys.map(\.kid)
            #expect(Set(newKeys).isSuperset(of: oldKeys))
            let fresh = try #require(newKeys.first { !oldKeys.contains($0) })
            #expect(keys.output.contains(fresh))
            let after = try await ShopVisitor(place).loggedIn("buyer1", StockedShop.buyerPassword)
            #expect(try await after.send(EndpointCall(AccountsAPI.me)).username == "buyer1")
            try await close(shop)

            // Twice more, and the first key is gone for good.
            for _ in 1...2 { #expect(try await place.start("keys").end() == .exited(0)) }
            _ = try await place.open(settings: StockedShop.settings)
            await #expect(throws: Problem.self) { try await before.send(EndpointCall(AccountsAPI.me)) }
        }
    }

    @Test("A running shop takes up a new key by itself, and old tokens stay good")
    func rotationWhileOpen() async throws {
        try await StockedShop.use { _, place in
            _ = try await place.open(settings: StockedShop.settings)
            let visitor = ShopVisitor(place)
            let before = try await visitor.loggedIn("buyer1", StockedShop.buyerPassword)
            let oldKeys = try await visitor.send(EndpointCall(AccountsAPI.keys)).keys.map(\.kid)
            let keys = try place.start("keys")
            #expect(try await keys.end() == .exited(0), "\(keys.output)")

            let limit = ContinuousClock.now + .seconds(30)
            var newKeys = oldKeys
            while Set(newKeys) == Set(oldKeys), ContinuousClock.now < limit {
                try await Sleep.for(.milliseconds(200))
                newKeys = try await visitor.send(EndpointCall(AccountsAPI.keys)).keys.map(\.kid)
            }
            #expect(newKeys.contains { !oldKeys.contains($0) && keys.output.contains($0) })
            let after = try await visitor.loggedIn("buyer1", StockedShop.buyerPassword)
            for buyer in [before, after] {
                #expect(try await buyer.send(EndpointCall(AccountsAPI.me)).username == "buyer1")
            }
        }
    }

    private func close(_ shop: ChildProcess) async throws {
        shop.send(SIGTERM)
        #expect(try await shop.end() == .exited(0), "\(shop.output.suffix(2000))")
    }
}
