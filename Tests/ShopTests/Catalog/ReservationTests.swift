import Catalog
import Contracts
import Endpoints
import HTTP
import JSON
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Reserving, releasing, packing, fulfilling")
struct ReservationTests {
    @Test("A reservation answers with the names and prices of its moment, and keeps them")
    func frozenPrices() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product("Desk", price: "100.00", stock: 5)
            let first = try await shop.reserve(1, shop.line(desk, 2))
            #expect(first.state == .held)
            #expect(first.currency == .usd)
            #expect(first.lines.map(\.productName) == ["Desk"])
            #expect(first.lines.map(\.price) == [try shop.money("100.00")])
            #expect(first.lines.map(\.sellerID) == [CatalogShop.ann])
            #expect(try await shop.available(desk) == 3)

            _ = try await shop.tester.call(
                CatalogAPI.changeProduct, path: ByProduct(id: desk),
                body: ProductChange(name: "Table", price: try shop.money("120.00")), as: shop.ann)
            let again = try await shop.reserve(1, shop.line(desk, 2))
            #expect(again.lines.map(\.productName) == ["Desk"])
            #expect(again.lines.map(\.price) == [try shop.money("100.00")])
            #expect(try await shop.available(desk) == 3)
        }
    }

    @Test("Every line that is short is told, and none of the others is taken")
    func severalShortLines() async throws {
        try await CatalogShop.open { shop in
            let plenty = try await shop.product("Plenty", stock: 10)
            let gone = try await shop.product("Gone", stock: 0)
            let few = try await shop.product("Few", stock: 2)
            let enough = try await shop.product("Enough", stock: 1)

            let problem = try await shop.refusal {
                try await shop.reserve(1, shop.line(few, 5), shop.line(plenty, 4), shop.line(gone), shop.line(enough))
            }
            #expect(problem?.status == .conflict)
            #expect(problem?.code == "insufficient_stock")
            #expect(problem?.places.sorted() == ["/lines/0/quantity", "/lines/2/quantity"])
            let lines = problem?.extensions.first { $0.name == "lines" }?.value.arrayValue ?? []
            #expect(Set(lines.compactMap { $0["available"]?.intValue }) == [0, 2])

            #expect(try await shop.available(plenty) == 10)
            #expect(try await shop.available(few) == 2)
            #expect(try await shop.available(enough) == 1)
            // The order is not spoiled by that: it may come again with less.
            try await shop.reserve(1, shop.line(few, 2), shop.line(plenty, 4))
            #expect(try await shop.available(few) == 0)
        }
    }

    @Test("A price that is not today's is refused with old and new before anything is taken")
    func priceChanged() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product("Desk", price: "100.00", stock: 5)
            let lamp = try await shop.product("Lamp", price: "7.50", stock: 0)
            let problem = try await shop.refusal {
                try await shop.reserve(1, shop.line(desk, 1, price: "90.00"), shop.line(lamp, 1, price: "7.50"))
            }
            #expect(problem?.code == "price_changed")
            let lines = problem?.extensions.first { $0.name == "lines" }?.value.arrayValue ?? []
            #expect(lines.map { $0["old"]?.stringValue } == ["90.00"])
            #expect(lines.map { $0["new"]?.stringValue } == ["100.00"])
            #expect(try await shop.available(desk) == 5)

            try await shop.reserve(1, shop.line(desk, 1, price: "100.00"))
            #expect(try await shop.available(desk) == 4)
        }
    }

    @Test("Unknown and disabled goods are named by their lines")
    func unknownGoods() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            let old = try await shop.product("Old", stock: 5)
            _ = try await shop.tester.call(CatalogAPI.disableProduct, path: ByProduct(id: old), as: shop.ann)
            let problem = try await shop.refusal {
                try await shop.reserve(1, shop.line(desk), shop.line(ProductID(999)), shop.line(old))
            }
            #expect(problem?.status == .unprocessableContent)
            #expect(problem?.places == ["/lines/1/product_id", "/lines/2/product_id"])
            #expect(try await shop.available(desk) == 5)
        }
    }

    @Test("Other lines for a known order are refused")
    func differs() async throws {
        try await CatalogShop.open { shop in
            let (desk, lamp) = (try await shop.product("Desk", stock: 5), try await shop.product("Lamp", stock: 5))
            try await shop.reserve(1, shop.line(desk, 2))
            #expect(
                try await shop.refusal { try await shop.reserve(1, shop.line(desk, 3)) }?.code == "reservation_differs")
            #expect(
                try await shop.refusal { try await shop.reserve(1, shop.line(lamp, 2)) }?.code == "reservation_differs")
            #expect(
                try await shop.refusal { try await shop.reserve(1, shop.line(desk, 2), shop.line(lamp)) }?.code
                    == "reservation_differs")
            #expect(try await shop.available(desk) == 3)
        }
    }

    @Test("A line with a wrong quantity, no lines and doubled goods are refused by name")
    func malformedLines() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            #expect(
                try await shop.refusal { try await shop.reserve(1, shop.line(desk, 0)) }?.places == [
                    "/lines/0/quantity"
                ])
            #expect(try await shop.refusal { try await shop.reserve(1) }?.places == ["/lines"])
            #expect(
                try await shop.refusal { try await shop.reserve(1, shop.line(desk), shop.line(desk)) }?.places
                    == ["/lines/1/product_id"])
        }
    }

    @Test("Releasing gives back once, however often it is repeated")
    func releaseOnce() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            try await shop.reserve(1, shop.line(desk, 2))
            try await shop.release(1)
            try await shop.release(1)
            #expect(try await shop.available(desk) == 5)
            #expect(
                try await shop.refusal { try await shop.reserve(1, shop.line(desk, 2)) }?.code == "reservation_released"
            )
            #expect(try await shop.refusal { try await shop.pack(1) }?.code == "reservation_released")
            #expect(try await shop.refusal { try await shop.fulfil(1) }?.code == "reservation_released")
        }
    }

    @Test("A release that overtakes its reservation wins")
    func releaseBeforeReserve() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            try await shop.release(1)
            #expect(
                try await shop.refusal { try await shop.reserve(1, shop.line(desk)) }?.code == "reservation_released")
            #expect(try await shop.available(desk) == 5)
            #expect(try await Catalog.reservations(shop.database).map(\.state) == [.released])
        }
    }

    @Test("Fulfilling consumes once; what is gone cannot be released")
    func fulfilOnce() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            try await shop.reserve(1, shop.line(desk, 2))
            #expect(try await shop.pack(1).state == .packed)
            #expect(try await shop.pack(1).state == .packed)
            #expect(try await shop.fulfil(1).state == .fulfilled)
            #expect(try await shop.fulfil(1).state == .fulfilled)
            #expect(try await shop.available(desk) == 3)

            let problem = try await shop.refusal { try await shop.release(1) }
            #expect(problem?.code == "illegal_transition")
            #expect(problem?.extensions.first { $0.name == "from" }?.value.stringValue == "fulfilled")
            #expect(try await shop.available(desk) == 3)
            #expect(try await shop.refusal { try await shop.fulfil(99) }?.status == .notFound)
            #expect(try await shop.refusal { try await shop.pack(99) }?.status == .notFound)
        }
    }

    @Test("Each change of what can be sold is told, and a repetition tells nothing")
    func events() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 5)
            let before = try await shop.told().count
            try await shop.reserve(1, shop.line(desk))
            try await shop.reserve(1, shop.line(desk))
            try await shop.release(1)
            try await shop.release(1)
            #expect(try await shop.told().dropFirst(before) == ["stock.changed", "stock.changed"])
        }
    }
}
