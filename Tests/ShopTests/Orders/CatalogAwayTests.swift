import Contracts
import HTTP
import Testing
import Values

@testable import Orders

@Suite("When the catalog does not answer")
struct CatalogAwayTests {
    @Test(
        "The order waits, its key is in progress, and the sweeper brings the answer that the key replays",
        arguments: [CatalogLine.Mode.away, .losingAnswers])
    func placing(_ mode: CatalogLine.Mode) async throws {
        try await OrdersStage.run { stage in
            stage.line.mode = mode
            let problem = await stage.refusal(key: "k")
            #expect(problem?.status == .serviceUnavailable)
            #expect(problem?.fields[.retryAfter] != nil)
            #expect(try await stage.read(OrderID(1)).status == .pending)
            let waiting = await stage.refusal(key: "k")
            #expect(waiting?.code == "request_in_progress")
            try await stage.expectSound()

            stage.line.mode = .up
            #expect(try await stage.service.sweeper.sweepOnce() == 0, "it is too early")
            #expect(try await stage.sweepLater() == 1)
            let order = try await stage.place(key: "k")
            #expect(order.id == OrderID(1))
            #expect(order.status == .confirmed)
            #expect(stage.catalog[1]?.reserved == 2)
            #expect(try await stage.count("orders") == 1)
            try await stage.expectSound()
        }
    }

    @Test("What the catalog refuses once it is back is what the key replays")
    func refusedLater() async throws {
        try await OrdersStage.run { stage in
            stage.line.mode = .away
            _ = await stage.refusal(OrdersStage.order((1, 11)), key: "k")
            stage.line.mode = .up
            try await stage.sweepLater()
            let problem = await stage.refusal(OrdersStage.order((1, 11)), key: "k")
            #expect(problem?.code == "insufficient_stock")
            #expect(problem?[member: "order_id"] == "1")
            #expect(try await stage.read(OrderID(1)).status == .rejected)
            try await stage.expectSound()
        }
    }

    @Test("An order of unknown goods that nobody waits for any more is rejected with the reason, and its key is free")
    func unknownLater() async throws {
        try await OrdersStage.run { stage in
            stage.line.mode = .away
            _ = await stage.refusal(OrdersStage.order((77, 1)), key: "k")
            stage.line.mode = .up
            try await stage.sweepLater()
            let order = try await stage.read(OrderID(1))
            #expect(order.status == .rejected)
            #expect(order.history.last?.reason == "there is no product 77 on sale")
            #expect(try await stage.count("idempotency_keys") == 0)
            try await stage.expectSound()
        }
    }

    @Test("Attempts grow rarer, and one that succeeds ends them")
    func backOff() async throws {
        try await OrdersStage.run { stage in
            stage.line.mode = .away
            _ = await stage.refusal()
            var attempts = 0
            for _ in 1...120 {
                stage.clock.advance(by: .seconds(1))
                attempts += try await stage.service.sweeper.sweepOnce()
            }
            #expect((4...8).contains(attempts), "\(attempts)")
            stage.line.mode = .up
            stage.clock.advance(by: .seconds(60))
            #expect(try await stage.service.sweeper.sweepOnce() == 1)
            stage.clock.advance(by: .seconds(600))
            #expect(try await stage.service.sweeper.sweepOnce() == 0)
            try await stage.expectSound()
        }
    }

    @Test(
        "Cancelling and failing stand at once; the stock is given back when the catalog is there again",
        arguments: [OrdersStage.Command.cancel, .fail])
    func releasing(_ command: OrdersStage.Command) async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            stage.line.mode = .away
            #expect(try await stage.perform(command, on: order.id).status == OrderStatusName(command.target))
            #expect(stage.catalog[1]?.reserved == 2)
            try await stage.expectSound()
            stage.line.mode = .losingAnswers
            try await stage.sweepLater()
            #expect(stage.catalog[1]?.reserved == 0)
            stage.line.mode = .up
            stage.clock.advance(by: .seconds(60))
            try await stage.service.sweeper.sweepOnce()
            #expect(stage.catalog.snapshot.releases == 1)
            #expect(try await stage.sweepLater() == 0)
            try await stage.expectSound()
        }
    }

    @Test("Goods that were delivered before the catalog heard of their shipping are consumed all the same")
    func shipping() async throws {
        try await OrdersStage.run { stage in
            let id = try await stage.order(in: .packed)
            stage.line.mode = .away
            try await stage.perform(.ship, on: id)
            try await stage.perform(.deliver, on: id)
            #expect(stage.catalog[1]?.onHand == 10)
            stage.line.mode = .up
            try await stage.sweepLater()
            #expect(stage.catalog[1]?.onHand == 8)
            #expect(stage.catalog.snapshot.fulfilments == 1)
            #expect(try await stage.sweepLater() == 0)
            try await stage.expectSound()
        }
    }

    @Test("Nothing is packed without the catalog")
    func packing() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            stage.line.mode = .losingAnswers
            let problem = await #expect(throws: Problem.self) { try await stage.perform(.pack, on: order.id) }
            #expect(problem?.status == .serviceUnavailable)
            #expect(try await stage.read(order.id).status == .confirmed)
            stage.line.mode = .up
            #expect(try await stage.perform(.pack, on: order.id).status == .packed)
            try await stage.expectSound()
        }
    }
}
