import Contracts
import Endpoints
import FoundationEssentials
import HTTP
import JSON
import Messaging
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Orders

@Suite("Changing an order")
struct ChangingOrdersTests {
    private func readdress(
        _ id: OrderID, to address: String, _ stage: OrdersStage, method: HTTPMethod = .patch, ifMatch: String? = nil,
        as caller: TestCaller = OrdersStage.buyer
    ) async throws -> HTTPResponse {
        var fields: HTTPFields = [:]
        fields[.ifMatch] = ifMatch
        return try await stage.shop.send(
            method, "/api/v1/orders/\(id)/", json: #"{"shipping_address": "\#(address)"}"#, fields: fields, as: caller)
    }

    @Test(
        "A buyer sends the goods elsewhere until they are packed, staff until they leave",
        arguments: OrderStatus.allCases)
    func address(_ status: OrderStatus) async throws {
        try await OrdersStage.run { stage in
            let id = try await stage.order(in: status)
            let patched = try await readdress(id, to: "  2 Mill Lane ", stage)
            let put = try await readdress(id, to: "3 Mill Lane", stage, method: .put, as: OrdersStage.staff)
            let address = try await stage.read(id).shippingAddress
            if [.pending, .confirmed].contains(status) {
                #expect(patched.status == .ok)
                #expect(try await patched.json["shipping_address"]?.stringValue == "2 Mill Lane")
                #expect(put.status == .ok)
                #expect(address == "3 Mill Lane")
            } else if status == .packed {
                #expect(patched.status == .conflict)
                #expect(put.status == .ok)
                #expect(address == "3 Mill Lane")
            } else {
                #expect(patched.status == .conflict)
                #expect(try await patched.json["code"]?.stringValue == "illegal_transition")
                #expect(try await patched.json["from"]?.stringValue == status.rawValue)
                #expect(put.status == .conflict)
                #expect(address == "1 Harbour Street")
            }
            try await stage.expectSound()
        }
    }

    @Test("A blank address is refused by field")
    func blank() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            let response = try await readdress(order.id, to: " ", stage)
            #expect(response.status == .unprocessableContent)
            let error = try await response.json["errors"]?[0]
            #expect(error?["pointer"]?.stringValue == "/shipping_address")
            #expect(try await stage.read(order.id).shippingAddress == "1 Harbour Street")
        }
    }

    @Test("Who has seen an older version is refused, and the tag of an answer is good for the next change")
    func stale() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            let read = try await stage.shop.send(.get, "/api/v1/orders/\(order.id)/", as: OrdersStage.buyer)
            let seen = try #require(read.fields[.etag])
            let first = try await readdress(order.id, to: "2 Mill Lane", stage, ifMatch: seen)
            #expect(first.status == .ok)
            let stale = try await readdress(order.id, to: "3 Mill Lane", stage, ifMatch: seen)
            #expect(stale.status == .preconditionFailed)
            #expect(try await stage.read(order.id).shippingAddress == "2 Mill Lane")
            let next = try await readdress(order.id, to: "3 Mill Lane", stage, ifMatch: first.fields[.etag])
            #expect(next.status == .ok)
            var fields: HTTPFields = [:]
            fields[.ifNoneMatch] = next.fields[.etag]
            let unchanged = try await stage.shop.send(
                .get, "/api/v1/orders/\(order.id)/", fields: fields, as: OrdersStage.buyer)
            #expect(unchanged.status == .notModified)
        }
    }

    @Test("No step and no deletion passes over a tag of an older version", arguments: OrdersStage.Command.allCases)
    func staleSteps(_ command: OrdersStage.Command) async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            let before = try await stage.contents()
            let json = command == .fail ? #"{"reason": "lost"}"# : command == .pack ? "{}" : nil
            let stale = try await stage.shop.send(
                .post, "/api/v1/orders/\(order.id)/\(command)/", json: json, fields: [.ifMatch: #""older""#],
                as: OrdersStage.staff)
            #expect(stale.status == .preconditionFailed)
            let deletion = try await stage.shop.send(
                .delete, "/api/v1/orders/\(order.id)/", fields: [.ifMatch: #""older""#], as: OrdersStage.staff)
            #expect(deletion.status == .preconditionFailed)
            #expect(try await stage.contents() == before)
        }
    }

    @Test("Somebody else's order is not there")
    func foreign() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            let before = try await stage.contents()
            let calls: [(HTTPMethod, String)] = [
                (.get, ""), (.patch, ""), (.put, ""), (.post, "cancel/"),
            ]
            for (method, path) in calls {
                let json = [.patch, .put].contains(method) ? #"{"shipping_address": "x"}"# : nil
                let response = try await stage.shop.send(
                    method, "/api/v1/orders/\(order.id)/\(path)", json: json, as: OrdersStage.otherBuyer)
                #expect(response.status == .notFound, "\(method) \(path)")
            }
            #expect(try await stage.contents() == before)
            let missing = await #expect(throws: Problem.self) { try await stage.read(OrderID(99)) }
            #expect(missing?.status == .notFound)
        }
    }

    @Test("A buyer cancels the own order, and does nothing else with it")
    func own() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place()
            for command in OrdersStage.Command.allCases where command != .cancel {
                let problem = await #expect(throws: Problem.self) {
                    try await stage.perform(command, on: order.id, as: OrdersStage.buyer)
                }
                #expect(problem?.status == .forbidden)
            }
            #expect(try await stage.perform(.cancel, on: order.id, as: OrdersStage.buyer).status == .cancelled)
        }
    }

    @Test("Only finished orders are deleted; then they are seen only by staff who ask", arguments: OrderStatus.allCases)
    func deletion(_ status: OrderStatus) async throws {
        try await OrdersStage.run { stage in
            let id = try await stage.order(in: status)
            let path = ByOrderID(id: id)
            func deleted() async throws -> [OrderID] {
                try await stage.shop.call(
                    OrdersAPI.listOrders, query: OrderQuery(deleted: true), as: OrdersStage.staff
                ).results.map(\.id)
            }
            guard status.isFinal else {
                let problem = await #expect(throws: Problem.self) {
                    _ = try await stage.shop.call(OrdersAPI.delete, path: path, as: OrdersStage.staff)
                }
                #expect(problem?.code == "illegal_transition")
                #expect(try await deleted() == [])
                return
            }
            _ = try await stage.shop.call(OrdersAPI.delete, path: path, as: OrdersStage.staff)
            for caller in [OrdersStage.buyer, OrdersStage.staff] {
                let problem = await #expect(throws: Problem.self) { try await stage.read(id, as: caller) }
                #expect(problem?.status == .notFound)
                let page = try await stage.shop.call(OrdersAPI.listOrders, query: OrderQuery(), as: caller)
                #expect(page.count == 0)
            }
            #expect(try await deleted() == [id])
            #expect(try await OrdersInvariants.violations(stage.database) == [])
        }
    }

    @Test("Where a buyer lived is forgotten with the account, once, and nobody else's address")
    func closed() async throws {
        try await OrdersStage.run { stage in
            let order = try await stage.place(OrdersStage.order((1, 1)))
            let other = try await stage.place(OrdersStage.order((1, 1)), as: OrdersStage.otherBuyer)
            let tag = try await stage.shop.send(.get, "/api/v1/orders/1/", as: OrdersStage.staff).fields[.etag]
            let event = UserClosed(userID: OrdersStage.anna)
            let envelope = EventEnvelope(
                id: UUID.version7(at: stage.clock.now), type: UserClosed.type, source: "accounts",
                time: stage.clock.now, subject: event.subject, data: try JSONEncoding.value(of: event))
            let consumer = EventConsumer(
                queue: "orders", subscriptions: stage.service.subscriptions, database: stage.database)
            try await consumer.handle(envelope)
            try await consumer.handle(envelope)
            #expect(try await stage.read(order.id).shippingAddress == "")
            #expect(try await stage.read(other.id).shippingAddress == "1 Harbour Street")
            let later = try await stage.shop.send(.get, "/api/v1/orders/1/", as: OrdersStage.staff).fields[.etag]
            #expect(later != tag)
        }
    }
}
