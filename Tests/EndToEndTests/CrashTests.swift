import EventLoops
import FoundationEssentials
import Glibc
import Testing
import Values

@Suite("A crash at any moment", .timeLimit(.minutes(9)))
struct CrashTests {
    /// Every step of the sagas of orders and carts, of the relay, of mails and of closing an account.
    static let places = [
        "orders.opened", "catalog.reserving", "orders.reserved", "orders.settled", "orders.refused",
        "orders.taken_back",
        "orders.units_assigned", "orders.moved", "orders.catalog_told",
        "carts.checkout_opened", "carts.checkout_ordered", "carts.checkout_refused", "carts.checkout_settled",
        "outbox.after_claim", "outbox.after_publish", "notifications.sent",
        "accounts.mail_requested", "accounts.before_blank",
    ]

    @Test("Dying at a step loses nothing and does nothing twice", arguments: places)
    func failPoint(name: String) async throws {
        try await StockedShop.use { stock, place in
            let shop = try await place.open(settings: armed("\(name):\(Self.passes(of: name))"))
            let ledger = OrderLedger()
            try await BusyShop(shop: stock, place: place, ledger: ledger).run { shop.endingSoFar() != nil }
            #expect(try await shop.end() == .exited(137), "\(name) was not reached: \(shop.output.suffix(2000))")

            _ = try await place.open(settings: StockedShop.settings)
            try await Reckoning(place: place, ledger: ledger).check()
            try await Reckoning.expectInvariants(in: place)
        }
    }

    @Test("All steps that the sources name are tried")
    func placesAreComplete() throws {
        let sources = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Sources"
        var named: Set<String> = []
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources).filter { $0.hasSuffix(".swift") }
        // Those of souk copy are tried where it is tested.
        for file in files where !file.hasSuffix("FailPoints.swift") && !file.hasPrefix("souk/Copy/") {
            let text = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
            named.formUnion(text.matches(of: /FailPoints\.crash\(at: "([^"]+)"\)/).map { String($0.1) })
        }
        #expect(named == Set(Self.places))
    }

    @Test("Killed at random moments, over and over, the shop keeps its word")
    func randomMoments() async throws {
        let seed = ProcessInfo.processInfo.environment["SOUK_TEST_SEED"].flatMap(UInt64.init) ?? .random(in: 1...9999)
        var moments = SplitMix64(seed: seed)
        try await StockedShop.use { stock, place in
            let ledger = OrderLedger()
            for round in 1...4 {
                let shop = try await place.open(settings: StockedShop.settings)
                let pause = Duration.milliseconds(Int.random(in: 100...1200, using: &moments))
                let killer = place.loops.any.spawn {
                    try? await Sleep.for(pause)
                    shop.send(SIGKILL)
                }
                try? await BusyShop(shop: stock, place: place, ledger: ledger).run { shop.endingSoFar() != nil }
                await killer.value
                #expect(try await shop.end() == .killed(SIGKILL), "round \(round), SOUK_TEST_SEED=\(seed)")
            }
            _ = try await place.open(settings: StockedShop.settings)
            try await Reckoning(place: place, ledger: ledger).check()
            try await Reckoning.expectInvariants(in: place)
        }
    }

    /// How often a place is passed before the crash: sooner where people come rarely, later where what an earlier run
    /// has left behind would be done before the doors open.
    private static func passes(of name: String) -> Int {
        switch name {
        case "notifications.sent": 15
        case "outbox.after_claim", "outbox.after_publish": 8
        case _ where name.hasPrefix("orders."): 5
        default: 2
        }
    }

    private func armed(_ point: String) -> [String: String] {
        StockedShop.settings.merging(["SOUK_FAIL_POINT": point]) { $1 }
    }
}
