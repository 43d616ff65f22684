import Contracts
import HTTP
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Orders

@Suite("Many at once")
struct RaceTests {
    /// What became of one of many equal requests.
    private enum Answer: Hashable {
        case order(OrderID)
        case refused(String)
    }

    private func answers(_ number: Int, _ work: @escaping @Sendable (Int) async throws -> OrderView) async -> [Answer] {
        await withTaskGroup(of: Answer.self) { group in
            for index in 0..<number {
                group.addTask {
                    do {
                        return .order(try await work(index).id)
                    } catch {
                        return .refused((error as? Problem)?.code ?? "\(error)")
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("Of fifty requests with one key one becomes an order, and the others hear of it or are told to wait")
    func oneKey() async throws {
        try await OrdersStage.run { stage in
            let answers = await answers(50) { _ in try await stage.place(key: "k") }
            #expect(answers.contains(.order(OrderID(1))))
            #expect(Set(answers).isSubset(of: [.order(OrderID(1)), .refused("request_in_progress")]), "\(answers)")
            #expect(try await stage.count("orders") == 1)
            #expect(stage.catalog[1]?.reserved == 2)
            #expect(try await stage.place(key: "k").id == OrderID(1))
            try await stage.expectSound()
        }
    }

    @Test("The last piece goes to one of many buyers")
    func lastPiece() async throws {
        try await OrdersStage.run { stage in
            stage.catalog.change(1) { $0.onHand = 1 }
            let answers = await answers(32) { index in
                try await stage.place(
                    OrdersStage.order((1, 1)), as: .user(index.isMultiple(of: 2) ? OrdersStage.anna : OrdersStage.bert))
            }
            #expect(answers.count { $0 == .refused("insufficient_stock") } == 31)
            #expect(stage.catalog[1]?.reserved == 1)
            try await stage.sweepLater()
            try await stage.expectSound()
        }
    }

    @Test("Cancelled by many at once, an order gives its goods back once")
    func cancelledTwice() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            let answers = await answers(8) { _ in try await stage.perform(.cancel, on: order.id) }
            #expect(answers.count { $0 == .order(order.id) } == 1)
            #expect(answers.count { $0 == .refused("illegal_transition") } == 7)
            #expect(stage.catalog.snapshot.releases == 1)
            try await stage.expectSound()
        }
    }

    @Test("Of all that may happen to a confirmed order at once, only paths of the graph come to be")
    func anythingAtOnce() async throws {
        try await OrdersStage.run { stage in
            for _ in 1...5 {
                let order = try await stage.place(OrdersStage.order((1, 1)))
                _ = await answers(15) { index in
                    try await stage.perform(OrdersStage.Command.allCases[index % 5], on: order.id)
                }
                try await stage.sweepLater()
                try await stage.expectSound()
            }
        }
    }

    @Test("Of two who pack with different copies, the second hears which ones lie in the parcel of the first")
    func packedTwice() async throws {
        try await OrdersStage.run { stage in
            stage.catalog.change(2) { $0.units = [StockUnitID(5), StockUnitID(6)] }
            let order = try await stage.place()
            let chair = try #require(order.items.last?.id)
            @Sendable func pack(_ unit: Int) async throws -> OrderView {
                try await stage.shop.call(
                    OrdersAPI.pack, path: ByOrderID(id: order.id),
                    body: OrderPacking(units: [chair: [StockUnitID(unit)]]), as: OrdersStage.staff)
            }
            let calls = Tally()
            // The catalog has assigned the copy of the first, who has not moved the order yet.
            stage.line.after { call in
                guard call == .pack, calls.value == 0 else { return }
                calls.add()
                let refused = await #expect(throws: Problem.self) { _ = try await pack(6) }
                #expect(refused?.code == "unit_unavailable")
                #expect(refused?.pointers == ["/units/\(chair)"])
            }
            #expect(try await pack(5).status == .packed)
            #expect(stage.catalog.reservation(of: order.id)?.lines.last?.units == [StockUnitID(5)])
            try await stage.expectSound()
        }
    }

    @Test("Two sweepers finish each order once")
    func twoSweepers() async throws {
        try await withEventLoops { _ in
            try await DatabaseEngine.standard.withDatabases(2, Orders.migrations) { databases in
                let first = try OrdersStage(on: databases[0])
                let second = try OrdersStage(on: databases[1], catalog: first.catalog, clock: first.clock)
                first.catalog.change(1) { $0.onHand = 1000 }
                first.line.mode = .away
                for _ in 1...20 { _ = await first.refusal(OrdersStage.order((1, 1))) }
                first.line.mode = .up
                first.clock.advance(by: .seconds(6))
                async let one = first.service.sweeper.sweepOnce()
                async let other = second.service.sweeper.sweepOnce()
                let taken = try await one + other
                #expect(taken == 20)
                #expect(first.catalog[1]?.reserved == 20)
                try await first.expectSound()
            }
        }
    }

    @Test("Cancelled before the catalog hears of it, an order never holds anything")
    func cancelledFirst() async throws {
        try await OrdersStage.run { stage in
            stage.line.before { call in
                guard call == .reserve else { return }
                await #expect(throws: Never.self) {
                    try await stage.perform(.cancel, on: OrderID(1), as: OrdersStage.buyer)
                }
            }
            #expect(try await stage.place(key: "k").status == .cancelled)
            #expect(try await stage.place(key: "k").status == .cancelled)
            #expect(stage.catalog[1]?.reserved == 0)
            try await stage.expectSound()
        }
    }

    @Test("Cancelled between the reservation and its record, an order gives the goods back")
    func cancelledBetween() async throws {
        try await OrdersStage.run { stage in
            stage.line.after { call in
                guard call == .reserve else { return }
                await #expect(throws: Never.self) { try await stage.perform(.cancel, on: OrderID(1)) }
            }
            #expect(try await stage.place(key: "k").status == .cancelled)
            #expect(stage.catalog.snapshot.releases == 1)
            #expect(stage.catalog[1]?.reserved == 0)
            try await stage.expectSound()
        }
    }

    @Test("Cancelled while the catalog refuses, an order stays cancelled for whoever placed it")
    func cancelledAndRefused() async throws {
        try await OrdersStage.run { stage in
            stage.line.after { call in
                guard call == .reserve else { return }
                await #expect(throws: Never.self) { try await stage.perform(.cancel, on: OrderID(1)) }
            }
            let order = try await stage.place(OrdersStage.order((1, 99)), key: "k")
            #expect(order.status == .cancelled)
            try await stage.expectSound()
        }
    }

    @Test("A sweeper that overtakes a slow request settles the order once")
    func overtaken() async throws {
        try await OrdersStage.run { stage in
            let calls = Tally()
            stage.line.after { call in
                guard call == .reserve, calls.value == 0 else { return }
                calls.add()
                await #expect(throws: Never.self) { try await stage.sweepLater() }
            }
            let order = try await stage.place(key: "k")
            #expect(order.status == .confirmed)
            #expect(stage.line.calls == [.reserve, .reserve])
            try await stage.expectSound()
        }
    }

    @Test("Told that it was wrong, a request leaves alone what a sweeper has confirmed meanwhile")
    func mistakenButConfirmed() async throws {
        try await OrdersStage.run { stage in
            let calls = Tally()
            stage.line.after { call in
                guard call == .reserve, calls.value == 0 else { return }
                calls.add()
                // The product comes on sale a moment after the catalog has said that there is none.
                stage.catalog[9] = FakeCatalog.Goods(name: "Lamp", price: Money(minorUnits: 100), onHand: 1)
                await #expect(throws: Never.self) { try await stage.sweepLater() }
            }
            #expect(try await stage.place(OrdersStage.order((9, 1)), key: "k").status == .confirmed)
            #expect(stage.catalog[9]?.reserved == 1)
            try await stage.expectSound()
        }
    }

    @Test("Taken back by its request, an order is not confirmed by a sweeper that has just reserved for it")
    func mistakenWhileReserved() async throws {
        try await OrdersStage.run { stage in
            let (calls, reserved, released, swept) = (Tally(), Gate(), Gate(), Gate())
            stage.line.after { call in
                switch call {
                case .reserve where calls.value == 0:
                    calls.add()
                    await reserved.pass()
                case .reserve:
                    reserved.open()
                    await released.pass()
                case .release where calls.value == 1:
                    calls.add()
                    released.open()
                    await swept.pass()
                default: break
                }
            }
            async let refused = stage.refusal(OrdersStage.order((9, 1)), key: "k")
            while calls.value == 0 { await Task.yield() }
            stage.catalog[9] = FakeCatalog.Goods(name: "Lamp", price: Money(minorUnits: 100), onHand: 1)
            try await stage.sweepLater()
            swept.open()
            let problem = await refused
            #expect(problem?.status == .unprocessableContent)
            #expect(try await stage.count("orders") == 0)
            #expect(stage.catalog[9]?.reserved == 0)
        }
    }

    @Test(
        "A reservation that comes after the sweeper has rejected its order does not stay behind",
        arguments: [true, false])
    func late(isReleasedFirst: Bool) async throws {
        try await OrdersStage.run { stage in
            let calls = Tally()
            stage.line.before { call in
                guard call == .reserve, calls.value == 0 else { return }
                calls.add()
                stage.catalog.change(1) { $0.onHand = 0 }
                await #expect(throws: Never.self) {
                    try await stage.sweepLater()
                    if isReleasedFirst { try await stage.sweepLater() }
                }
                stage.catalog.change(1) { $0.onHand = 10 }
            }
            let problem = await stage.refusal(key: "k")
            #expect(problem?.status == .conflict)
            #expect(problem?[member: "order_id"] == "1")
            try await stage.sweepLater()
            #expect(try await stage.read(OrderID(1)).status == .rejected)
            #expect(stage.catalog[1]?.reserved == 0)
            #expect(await stage.refusal(key: "k")?.code == "insufficient_stock")
            try await stage.expectSound()
        }
    }
}
