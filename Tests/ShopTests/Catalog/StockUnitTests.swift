import Contracts
import Endpoints
import HTTP
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Stock units")
struct StockUnitTests {
    @Test("Units make up the stock, and the stock of such goods cannot be written")
    func counting() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            let units = try await shop.units(3, of: desk)
            #expect(try await shop.available(desk) == 3)
            let problem = try await shop.refusal {
                _ = try await shop.tester.call(
                    CatalogAPI.changeProduct, path: ByProduct(id: desk), body: ProductChange(stockQuantity: 9),
                    as: shop.ann)
            }
            #expect(problem?.code == "counted_by_units")
            // Sent back as it was read, it changes nothing.
            _ = try await shop.tester.call(
                CatalogAPI.changeProduct, path: ByProduct(id: desk),
                body: ProductChange(name: "Table", stockQuantity: 3), as: shop.ann)

            _ = try await shop.tester.call(CatalogAPI.deleteUnit, path: ByStockUnit(id: units[0]), as: shop.staff)
            #expect(try await shop.available(desk) == 2)
            let page = try await shop.tester.call(
                CatalogAPI.listUnits, path: ByProduct(id: desk), query: PageQuery(), as: shop.staff)
            #expect(page.results.map(\.id) == [units[2], units[1]])
            let moved = try await shop.tester.call(
                CatalogAPI.moveUnit, path: ByStockUnit(id: units[1]), body: StockUnitChange(place: "Z9"),
                as: shop.staff)
            #expect(moved.place == "Z9")
        }
    }

    @Test("A tag of an older version moves no unit and takes none away")
    func stale() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            let target = "/api/v1/units/\(try await shop.units(1, of: desk)[0])/"
            let first = try await shop.tester.send(.patch, target, json: #"{"place": "B1"}"#, as: shop.staff)
            let tag = try #require(first.fields[.etag])
            let second = try await shop.tester.send(
                .patch, target, json: #"{"place": "B2"}"#, fields: [.ifMatch: tag], as: shop.staff)
            #expect(second.status == .ok)
            for (method, json) in [(HTTPMethod.patch, #"{"place": "B3"}"#), (.delete, nil)] {
                let stale = try await shop.tester.send(
                    method, target, json: json, fields: [.ifMatch: tag], as: shop.staff)
                #expect(stale.status == .preconditionFailed)
            }
            #expect(try await shop.available(desk) == 1)
            let last = try await shop.tester.send(
                .delete, target, fields: [.ifMatch: try #require(second.fields[.etag])], as: shop.staff)
            #expect(last.status == .noContent)
        }
    }

    @Test("Goods that are counted plainly take no unit before they are sold out")
    func mixed() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product(stock: 2)
            #expect(try await shop.refusal { _ = try await shop.units(1, of: desk) }?.code == "in_use")
            #expect(try await shop.available(desk) == 2)
            #expect(try await shop.refusal { _ = try await shop.units(1, of: ProductID(999)) }?.status == .notFound)
        }
    }

    @Test("Packing assigns exactly the copies that are named, and fulfilling sells these")
    func packing() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            let units = try await shop.units(3, of: desk)
            try await shop.reserve(1, shop.line(desk, 2))

            #expect(try await shop.refusal { try await shop.pack(1) }?.status == .unprocessableContent)
            #expect(try await shop.refusal { try await shop.fulfil(1) }?.code == "illegal_transition")
            let tooFew = try await shop.refusal {
                try await shop.pack(1, [PackRequest.Line(productID: desk, units: [units[0]])])
            }
            #expect(tooFew?.places == ["/units/0/units"])

            let packed = try await shop.pack(1, [PackRequest.Line(productID: desk, units: [units[0], units[2]])])
            #expect(packed.lines[0].units == [units[0], units[2]])
            #expect(try await shop.pack(1).lines[0].units == [units[0], units[2]])
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(
                        CatalogAPI.deleteUnit, path: ByStockUnit(id: units[0]), as: shop.staff)
                }?.code == "in_use")

            #expect(try await shop.fulfil(1).lines[0].units == [units[0], units[2]])
            let page = try await shop.tester.call(
                CatalogAPI.listUnits, path: ByProduct(id: desk), query: PageQuery(), as: shop.staff)
            #expect(page.results.map(\.state) == [.sold, .available, .sold])
            #expect(try await shop.available(desk) == 1)
        }
    }

    @Test("A copy that another order has, or that is of other goods, cannot be packed")
    func taken() async throws {
        try await CatalogShop.open { shop in
            let (desk, lamp) = (try await shop.product("Desk"), try await shop.product("Lamp"))
            let desks = try await shop.units(2, of: desk)
            let lamps = try await shop.units(1, of: lamp)
            try await shop.reserve(1, shop.line(desk))
            try await shop.reserve(2, shop.line(desk))
            try await shop.pack(1, [PackRequest.Line(productID: desk, units: [desks[0]])])
            for unit in [desks[0], lamps[0], StockUnitID(999)] {
                let problem = try await shop.refusal {
                    try await shop.pack(2, [PackRequest.Line(productID: desk, units: [unit])])
                }
                #expect(problem?.code == "unit_unavailable")
            }
            try await shop.pack(2, [PackRequest.Line(productID: desk, units: [desks[1]])])
        }
    }

    @Test("Packed again, an order keeps the copies that lie in its parcel, and whoever names others hears of these")
    func packedAgain() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            let units = try await shop.units(3, of: desk)
            try await shop.reserve(1, shop.line(desk, 2))
            try await shop.pack(1, [PackRequest.Line(productID: desk, units: [units[0], units[2]])])

            let other = try await shop.refusal {
                try await shop.pack(1, [PackRequest.Line(productID: desk, units: [units[1], units[2]])])
            }
            #expect(other?.code == "unit_unavailable")
            #expect(other?.places == ["/units/0/units"])
            #expect(other?.errors.first?.message == "packed with \(units[0]), \(units[2])")
            // The order in which they are named says nothing.
            let same = try await shop.pack(1, [PackRequest.Line(productID: desk, units: [units[2], units[0]])])
            #expect(same.lines[0].units == [units[0], units[2]])
            #expect(try await shop.fulfil(1).lines[0].units == [units[0], units[2]])
        }
    }

    @Test("Releasing a packed order puts its copies back on the shelf")
    func releasePacked() async throws {
        try await CatalogShop.open { shop in
            let desk = try await shop.product()
            let units = try await shop.units(1, of: desk)
            try await shop.reserve(1, shop.line(desk))
            #expect(
                try await shop.refusal {
                    _ = try await shop.tester.call(
                        CatalogAPI.deleteUnit, path: ByStockUnit(id: units[0]), as: shop.staff)
                }?.code == "in_use")
            try await shop.pack(1, [PackRequest.Line(productID: desk, units: units)])
            try await shop.release(1)
            #expect(try await shop.available(desk) == 1)
            _ = try await shop.tester.call(CatalogAPI.deleteUnit, path: ByStockUnit(id: units[0]), as: shop.staff)
            #expect(try await shop.available(desk) == 0)
        }
    }
}
