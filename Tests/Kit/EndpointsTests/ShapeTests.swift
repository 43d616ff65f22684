import Endpoints
import HTTP
import JSON
import Testing
import Values

@Suite struct ShapeTests {
    private func field(_ name: String, of shape: Shape) throws -> ShapeField {
        try #require(shape.fields.first { $0.name == name })
    }

    @Test("a type's fields come out in order, with their kinds and what is optional")
    func fields() throws {
        let shape = try Shape.of(NewGoods.self)
        #expect(shape.name == "NewGoods")
        #expect(shape.fields.map(\.name) == ["name", "price", "note", "barcode", "lines"])
        #expect(shape.fields.map(\.isOptional) == [false, false, true, true, false])
        #expect(try field("price", of: shape).shape.format == "decimal")
        #expect(try field("barcode", of: shape).shape.isNullable)
        #expect(try !field("note", of: shape).shape.isNullable)
        guard case .array(let line) = try field("lines", of: shape).shape.kind else {
            Issue.record("lines are no array")
            return
        }
        #expect(line.name == "NewGoodsLine")
        #expect(try field("part_id", of: line).shape.keywords["minimum"] == 1)
    }

    @Test("rules are printed into the shape")
    func rules() throws {
        let shape = try Shape.of(NewGoods.self)
        let name = try field("name", of: shape).shape.keywords
        #expect(
            name["minLength"] == 2 && name["maxLength"] == 20
                && name["pattern"] == #"^[^\u0000]*[^\s\u0000][^\u0000]*$"#)
        #expect(try field("lines", of: shape).shape.keywords["maxItems"] == 2)
    }

    @Test("optional numbers, flags, lists and choices of a query are optional parameters")
    func query() throws {
        let fields = try Shape.of(GoodsQuery.self).fields
        #expect(fields.map(\.name) == ["search", "in_stock", "ids", "ordering", "limit", "offset", "cursor"])
        #expect(fields.allSatisfy { $0.isOptional })
        #expect(fields[3].shape.kind == .choice(["newest", "-price"]))
        #expect(fields[4].shape.keywords["maximum"] == 100)
    }

    @Test("a type that contains itself refers to itself, a generic one is named after its argument")
    func recursion() throws {
        let page = try Shape.of(Page<GoodsView>.self)
        #expect(page.name == "GoodsViewPage")
        guard case .array(let item) = try field("results", of: page).shape.kind,
            case .array(let part) = try field("parts", of: item).shape.kind
        else {
            Issue.record("a page holds no list")
            return
        }
        #expect(item.name == "GoodsView")
        #expect(part.kind == .reference(name: "GoodsView"))
    }

    @Test("a type that cannot be found out is named")
    func unknown() {
        struct Picky: Decodable {
            init(from decoder: any Decoder) throws {
                guard try decoder.singleValueContainer().decode(String.self) == "please" else {
                    throw Problem.notFound
                }
            }
        }
        #expect(throws: ShapeError.self) { try Shape.of(Picky.self) }
    }

    @Test("an operation knows everything that a contract prints")
    func operation() throws {
        let operation = Route(ShopAPI.create, ShopRoutes().create).description
        #expect(operation.path == "/api/v1/goods/")
        #expect(operation.operationID == "postGoods")
        #expect(operation.tag == "goods")
        #expect(operation.access == Access(name: "member", token: .user))
        #expect(operation.bodyTypes == ["application/json"])
        #expect(try operation.body()?.name == "NewGoods")
        #expect(try operation.answer()?.name == "GoodsView")
        #expect(
            Set(operation.problems.map(\.name)).isSuperset(of: [
                "malformed", "unauthorized", "forbidden", "duplicate", "request_in_progress", "invalid", "key_reused",
            ]))
        let removal = Route(ShopAPI.remove, ShopRoutes().remove).description
        #expect(try removal.answer() == nil)
        #expect(try removal.body() == nil)
        #expect(try removal.pattern() == "/api/v1/goods/{id:int}/")
        #expect(removal.template == "/api/v1/goods/{id}/")
    }

    @Test("a path that does not name what its type holds cannot be mounted")
    func mismatch() throws {
        let endpoint = Endpoint(.get, "goods/{name}/", "Wrong", path: ByGoods.self, caller: Anyone.self)
        let route = Route(endpoint) { _ in }
        var router = Router()
        #expect(throws: RoutingError.self) { try route.mount(on: &router) }
    }
}
