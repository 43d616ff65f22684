import Contracts
import HTTP
import Observability
import TestSupport
import Testing
import Values

@testable import Orders

@Suite("A crash at every step")
struct CrashTests {
    /// Ends the work at a place; what the process had in memory is gone, what it had committed is not.
    private func crash<Result>(at place: String, _ work: () async throws -> Result) async {
        let reached = Tally()
        let points = FailPoints { name in
            guard name == place else { return }
            reached.add()
            throw SimulatedCrash(place: place)
        }
        await #expect(throws: (any Error).self) {
            try await FailPoints.$injected.withValue(points) { _ = try await work() }
        }
        #expect(reached.value == 1, "\(place)")
    }

    @Test(
        "Whatever it was that broke off, the order is confirmed in the end, once, with just its goods",
        arguments: ["orders.opened", "orders.reserved", "orders.settled"])
    func placing(_ place: String) async throws {
        try await OrdersStage.run { stage in
            await crash(at: place) { try await stage.place(key: "k") }
            try await stage.expectSound()
            try await stage.sweepLater()
            let order = try await stage.place(key: "k")
            #expect(order.id == OrderID(1))
            #expect(order.status == .confirmed)
            #expect(try await stage.count("orders") == 1)
            #expect(stage.catalog.snapshot.reservations.count == 1)
            try await stage.expectSound()
        }
    }

    @Test("A sweeper that dies as well changes nothing", arguments: ["orders.reserved", "orders.settled"])
    func sweeping(_ place: String) async throws {
        try await OrdersStage.run { stage in
            await crash(at: "orders.opened") { try await stage.place(key: "k") }
            stage.clock.advance(by: .seconds(6))
            await crash(at: place) { try await stage.service.sweeper.sweepOnce() }
            stage.clock.advance(by: .seconds(60))
            try await stage.service.sweeper.sweepOnce()
            #expect(try await stage.place(key: "k").status == .confirmed)
            try await stage.expectSound()
        }
    }

    @Test("An order that was refused is rejected in the end, and holds nothing")
    func refused() async throws {
        try await OrdersStage.run { stage in
            let tooMany = OrdersStage.order((1, 1), (2, 6))
            await crash(at: "orders.refused") { try await stage.place(tooMany, key: "k") }
            #expect(try await stage.read(OrderID(1)).status == .pending)
            try await stage.sweepLater()
            #expect(await stage.refusal(tooMany, key: "k")?.code == "insufficient_stock")
            #expect(try await stage.read(OrderID(1)).status == .rejected)
            try await stage.expectSound()
        }
    }

    @Test("A wrong request that had given its goods back leaves a rejected order and a free key")
    func takenBack() async throws {
        try await OrdersStage.run { stage in
            await crash(at: "orders.taken_back") { try await stage.place(OrdersStage.order((77, 1)), key: "k") }
            try await stage.expectSound()
            try await stage.sweepLater()
            #expect(try await stage.read(OrderID(1)).status == .rejected)
            #expect(try await stage.count("idempotency_keys") == 0)
            try await stage.expectSound()
        }
    }

    @Test(
        "A move that broke off stands, and the catalog hears of it once",
        arguments: ["orders.moved", "orders.catalog_told"],
        [OrdersStage.Command.cancel, .fail, .ship])
    func moving(_ place: String, _ command: OrdersStage.Command) async throws {
        try await OrdersStage.run { stage in
            let id = try await stage.order(in: .packed)
            await crash(at: place) { try await stage.perform(command, on: id) }
            #expect(try await stage.read(id).status == OrderStatusName(command.target))
            try await stage.expectSound()
            try await stage.sweepLater()
            let catalog = stage.catalog.snapshot
            #expect(catalog.releases + catalog.fulfilments == 1)
            #expect(catalog.reservations[id]?.state == (command == .ship ? .fulfilled : .released))
            #expect(try await stage.sweepLater() == 0)
            try await stage.expectSound()
        }
    }

    @Test("An order whose units were assigned, but that was not yet packed, can be packed or cancelled")
    func assigned() async throws {
        try await OrdersStage.run { stage in
            for command in [OrdersStage.Command.pack, .cancel] {
                let order = try await stage.place(OrdersStage.order((1, 1)))
                await crash(at: "orders.units_assigned") { try await stage.perform(.pack, on: order.id) }
                #expect(try await stage.read(order.id).status == .confirmed)
                try await stage.expectSound()
                try await stage.perform(command, on: order.id)
                try await stage.expectSound()
            }
        }
    }
}
