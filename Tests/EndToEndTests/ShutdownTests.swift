import EventLoops
import Glibc
import Testing

@Suite("Closing a shop", .timeLimit(.minutes(5)))
struct ShutdownTests {
    @Test(
        "SIGTERM under load finishes what is under way: every order that exists was acknowledged",
        arguments: [SIGTERM, SIGINT])
    func finishes(signal: Int32) async throws {
        try await StockedShop.use { stock, place in
            let shop = try await place.open(settings: StockedShop.settings)
            let ledger = OrderLedger()
            let closing = place.loops.any.spawn {
                while ledger.acknowledged < 40, shop.endingSoFar() == nil { try? await Sleep.for(.milliseconds(2)) }
                shop.send(signal)
            }
            try await BusyShop(shop: stock, place: place, ledger: ledger).runBuyers()
            await closing.value
            #expect(try await shop.end() == .exited(0), "\(shop.output.suffix(2000))")
            #expect(ledger.acknowledged >= 40)
            #expect(ledger.unknown == [], "requests were cut off")

            _ = try await place.open(settings: StockedShop.settings)
            try await Reckoning(place: place, ledger: ledger).checkThatNothingWasDoneUnsaid()
            try await Reckoning.expectInvariants(in: place)
        }
    }
}
