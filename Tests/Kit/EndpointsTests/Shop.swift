import Endpoints
import FoundationEssentials
import HTTP
import JSON
import Values

// A small shop, as a contract would declare it.

enum Goods: Sendable {}
typealias GoodsID = Identifier<Goods, Int>
typealias ReviewID = Identifier<Goods, UUID>

struct Member: Principal {
    static let access = Access(name: "member", token: .user)
    let name: String

    init(_ identity: Identity?) throws(Problem) {
        guard let identity else { throw .unauthorized }
        guard identity.role != "banned" else { throw .forbidden }
        name = identity.subject
    }
}

struct ByGoods: Codable, Sendable { var id: GoodsID }
struct ByReview: Codable, Sendable { var reviewID: ReviewID }

struct GoodsQuery: PagedQuery {
    enum Ordering: String, Codable, Sendable, CaseIterable {
        case newest
        case priceDescending = "-price"
    }
    var search: String?
    var inStock: Bool?
    var ids: [GoodsID]?
    var ordering: Ordering?
    var limit: Int?
    var offset: Int?
    var cursor: PageCursor?
}

struct NewGoods: RequestBody, Encodable, Validated {
    struct Line: Codable, Sendable, Validated {
        var partID: GoodsID
        var quantity: Int

        static let rules: [Rule<Line>] = [Rule("quantity", \.quantity, .range(1...10))]
    }

    var name: String
    var price: Money
    var note: String?
    var barcode: Patchable<String>?
    var lines: [Line]

    static let rules: [Rule<NewGoods>] = [
        Rule("name", \.name, .length(2...20), .notBlank),
        Rule("price", \.price, .positive),
        Rule("note", \.note, .length(0...5)),
        Rule("lines", \.lines, .count(0...2), .distinct("part_id", by: \.partID)),
    ]
}

struct GoodsView: Codable, Sendable, Equatable {
    var id: GoodsID
    var name: String
    var note: String?
    var parts: [GoodsView]?
}

struct Login: FormOrJSON {
    var username: String
    var remember: Bool?
}

struct Picture: RawUpload {
    static let fileTypes = ["image/png"]
    static let sample = Picture(bytes: [], mediaType: "image/png", filename: nil)
    var bytes: [UInt8]

    init(bytes: [UInt8], mediaType _: String, filename _: String?) { self.bytes = bytes }
}

enum ShopAPI {
    static let list = Endpoint(
        .get, "goods/", "List goods", query: GoodsQuery.self, returns: Page<GoodsView>.self, caller: Anyone.self)
    static let one = Endpoint(
        .get, "goods/{id}/", "One", path: ByGoods.self, returns: GoodsView.self, caller: Anyone.self,
        conditional: true)
    static let create = Endpoint(
        .post, "goods/", "Offer goods", body: NewGoods.self, returns: GoodsView.self, status: .created,
        caller: Member.self, idempotencyKey: true, refuses: .duplicate)
    static let replace = Endpoint(
        .put, "goods/{id}/", "Replace goods", path: ByGoods.self, body: NewGoods.self, returns: GoodsView.self,
        caller: Member.self, conditional: true)
    static let remove = Endpoint(
        .delete, "goods/{id}/", "Remove goods", path: ByGoods.self, status: .noContent, caller: Member.self)
    static let review = Endpoint(
        .get, "goods/{review_id}/", "One review", path: ByReview.self, returns: GoodsView.self, caller: Anyone.self)
    static let logIn = Endpoint(
        .post, "login/", "Log in", body: Login.self, returns: GoodsView.self, caller: Anyone.self)
    static let upload = Endpoint(
        .post, "/api/pictures", "Upload", body: Picture.self, returns: GoodsView.self, caller: Anyone.self)
}

struct ShopRoutes: RouteCollection {
    static let view = GoodsView(id: GoodsID(7), name: "Lamp", note: nil, parts: nil)

    var routes: Routes {
        Route(ShopAPI.list) { request in
            let found = [1, 2].map { GoodsView(id: GoodsID($0), name: request.query.search ?? "all", note: nil) }
            let part = ListPart(found, request.query.window, order: "newest") { ["\($0.id)"] }
            return Page(part, count: 25, of: request.http.target) { $0 }
        }
        Route(ShopAPI.one) { request in
            GoodsView(id: request.path.id, name: "Lamp", note: nil, parts: nil)
        }
        Route(ShopAPI.create, create)
        Route(ShopAPI.replace) { request in
            try request.preconditions.check(try ETag(ofEncoded: Self.view))
            return GoodsView(id: request.path.id, name: request.body.name, note: nil, parts: nil)
        }
        Route(ShopAPI.remove, remove)
        Route(ShopAPI.review) { _ in HTTPResponse.text("a review") }
        Route(ShopAPI.logIn) { request in
            GoodsView(
                id: GoodsID(1), name: request.body.username, note: request.body.remember.map { "\($0)" }, parts: nil)
        }
        Route(ShopAPI.upload) { request in
            GoodsView(id: GoodsID(request.body.bytes.count), name: "picture", note: nil, parts: nil)
        }
    }

    func create(_ request: Request<Member, Nothing, Nothing, NewGoods>) async throws -> Reply<GoodsView> {
        let view = GoodsView(id: GoodsID(9), name: request.body.name, note: request.idempotencyKey, parts: nil)
        return Reply(view, location: "/api/v1/goods/9/")
    }

    func remove(_ request: Request<Member, ByGoods, Nothing, Nothing>) async throws {
        guard request.path.id == ShopRoutes.view.id else { throw Problem.notFound }
    }
}
