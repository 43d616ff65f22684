import Endpoints
import HTTP
import JSON
import TestSupport
import Testing
import Values

@Suite struct EndpointCallTests {
    private let shop = MountedShop()

    @Test("a call is addressed by its values")
    func target() throws {
        let one = try EndpointCall(ShopAPI.one, path: ByGoods(id: GoodsID(12)))
        #expect(one.target.description == "/api/v1/goods/12/")
        #expect(one.body.isEmpty)
        let list = try EndpointCall(
            ShopAPI.list, query: GoodsQuery(search: "a&b ü", inStock: true, ids: [GoodsID(1), GoodsID(2)], limit: 5))
        #expect(list.target.description == "/api/v1/goods/?search=a%26b%20%C3%BC&in_stock=true&ids=1%2C2&limit=5")
    }

    @Test("what is sent is what the route reads, and its answer comes back typed")
    func roundTrip() async throws {
        let call = try EndpointCall(ShopAPI.one, path: ByGoods(id: GoodsID(12)))
        let view = try await call.output(of: await shop.ask(.get, call.target.description))
        #expect(view == GoodsView(id: GoodsID(12), name: "Lamp", note: nil, parts: nil))

        let query = try EndpointCall(ShopAPI.list, query: GoodsQuery(search: "x", limit: 2))
        #expect(try await query.output(of: await shop.ask(.get, query.target.description)).results.first?.name == "x")

        let creation = try EndpointCall(
            ShopAPI.create,
            body: NewGoods(name: "Lamp", price: Money(minorUnits: 100), note: nil, barcode: nil, lines: []),
            idempotencyKey: "k")
        let created = try await creation.output(
            of: await shop.ask(
                creation.method, creation.target.description, as: "ann",
                body: String(decoding: creation.body, as: UTF8.self), fields: creation.fields))
        #expect(created.name == "Lamp" && created.note == "k")
    }

    @Test("nothing comes back as nothing")
    func nothing() async throws {
        let call = try EndpointCall(ShopAPI.remove, path: ByGoods(id: GoodsID(7)))
        _ = try await call.output(of: await shop.ask(call.method, call.target.description, as: "ann"))
    }

    @Test("a refusal is thrown as the problem that it is")
    func problem() async throws {
        let call = try EndpointCall(ShopAPI.remove, path: ByGoods(id: GoodsID(8)))
        await #expect {
            try await call.output(of: await shop.ask(call.method, call.target.description, as: "ann"))
        } throws: { error in
            (error as? Problem)?.code == "not_found"
        }
    }

    @Test("an answer that the contract does not know is not mistaken for one that it does")
    func unreadable() async throws {
        let call = try EndpointCall(ShopAPI.one, path: ByGoods(id: GoodsID(7)))
        for response in [HTTPResponse.text("<html>", status: .badGateway), .text("<html>"), .json(Array("{}".utf8))] {
            await #expect(throws: UnreadableAnswer.self) { try await call.output(of: response) }
        }
    }
}
