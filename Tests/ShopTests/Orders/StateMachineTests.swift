import Contracts
import HTTP
import JSON
import SQL
import ServiceTestSupport
import Testing
import Values

@testable import Orders

@Suite("An order's states")
struct StateMachineTests {
    @Test(
        "Only declared steps are taken; any other is a 409 that changes nothing",
        arguments: OrderStatus.allCases, OrdersStage.Command.allCases)
    func matrix(from status: OrderStatus, _ command: OrdersStage.Command) async throws {
        try await OrdersStage.run { stage in
            let id = try await stage.order(in: status)
            let before = try await stage.contents()
            if status.successors.contains(command.target) {
                let order = try await stage.perform(command, on: id)
                #expect(order.status == OrderStatusName(command.target))
                #expect(order.history.last?.status == OrderStatusName(command.target))
                #expect(try await stage.read(id).status == OrderStatusName(command.target))
            } else {
                let problem = await #expect(throws: Problem.self) { try await stage.perform(command, on: id) }
                #expect(problem?.status == .conflict)
                #expect(problem?.code == "illegal_transition")
                #expect(problem?[member: "from"] == "\"\(status)\"")
                #expect(problem?[member: "to"] == "\"\(command.target)\"")
                #expect(try await stage.contents() == before)
            }
            try await stage.expectSound()
        }
    }

    @Test("The declared graph is the one that is promised")
    func graph() {
        let edges = Set(
            OrderStatus.allCases.flatMap { from in from.successors.map { "\(from)>\($0)" } })
        #expect(
            edges == [
                "pending>confirmed", "pending>rejected", "pending>cancelled", "confirmed>packed", "confirmed>failed",
                "confirmed>cancelled", "packed>shipped", "packed>failed", "packed>cancelled", "shipped>delivered",
            ])
    }

    @Test("Shipping consumes the stock, failing and cancelling give it back")
    func stock() async throws {
        try await OrdersStage.run { stage in
            _ = try await stage.order(in: .delivered)
            #expect(stage.catalog[1]?.onHand == 8)
            _ = try await stage.order(in: .failed)
            _ = try await stage.order(in: .cancelled)
            #expect(stage.catalog[1]?.onHand == 8)
            #expect(stage.catalog[1]?.reserved == 0)
            #expect(stage.catalog.snapshot.releases == 2)
            #expect(stage.catalog.snapshot.fulfilments == 1)
            try await stage.expectSound()
        }
    }

    @Test("Failing says why, and who did what stays inside")
    func reason() async throws {
        try await OrdersStage.run { stage in
            let id = try await stage.order(in: .failed)
            #expect(try await stage.read(id, as: OrdersStage.buyer).history.last?.reason == "broken")
            let actors = try await stage.database.query(
                "select actor from order_history order by position"
            ) { try $0.get(at: 0, as: UserID?.self) }
            #expect(actors == [OrdersStage.anna, nil, OrdersStage.sara])
        }
    }

    @Test("Goods counted by units are packed with one for each piece")
    func units() async throws {
        try await OrdersStage.run { stage in
            stage.catalog.change(2) { $0.units = [StockUnitID(5), StockUnitID(6)] }
            let order = try await stage.place()
            let path = ByOrderID(id: order.id)
            let chair = try #require(order.items.last?.id)
            func pack(_ units: [OrderLineID: [StockUnitID]]) async throws -> OrderView {
                try await stage.shop.call(
                    OrdersAPI.pack, path: path, body: OrderPacking(units: units), as: OrdersStage.staff)
            }
            let none = await #expect(throws: Problem.self) { _ = try await pack([:]) }
            #expect(none?.pointers == ["/units"])
            let many = await #expect(throws: Problem.self) {
                _ = try await pack([chair: [StockUnitID(5), StockUnitID(6)]])
            }
            #expect(many?.status == .unprocessableContent)
            #expect(many?.pointers == ["/units/\(chair)"])
            let foreign = await #expect(throws: Problem.self) {
                _ = try await pack([OrderLineID(99): [StockUnitID(5)]])
            }
            #expect(foreign?.pointers == ["/units/99"])
            let word = #expect(throws: JSONDecodingError.self) {
                try JSONDecoding.decode(OrderPacking.self, from: ["units": ["lamp": [5]]])
            }
            #expect(word?.issues.map(\.pointer) == ["/units/lamp"])
            let taken = await #expect(throws: Problem.self) { _ = try await pack([chair: [StockUnitID(7)]]) }
            #expect(taken?.code == "unit_unavailable")
            #expect(try await stage.read(order.id).status == .confirmed)
            #expect(try await pack([chair: [StockUnitID(6)]]).status == .packed)
            try await stage.expectSound()
        }
    }
}
