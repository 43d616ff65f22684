import Endpoints
import FoundationEssentials
import HTTP
import JSON
import OpenAPI
import Values

/// A small contract with one of everything that a document has to show.
enum SampleContract {
    struct Teapot: Sendable {}
    struct Picture: Sendable {}

    struct Staff: Principal {
        static let access = Access(name: "staff", token: .user)

        init(_ identity: Identity?) throws(Problem) {
            guard identity?.role == "staff" else { throw .forbidden }
        }
    }

    struct Guest: Principal {
        static let access = Access(name: "guest", token: .optional, guestHeader: "X-Tea-Token")

        init(_: Identity?) throws(Problem) {}
    }

    struct Peer: Principal {
        static let access = Access(name: "service", token: .service)

        init(_: Identity?) throws(Problem) {}
    }

    struct ByID: Codable, Sendable {
        var id: Identifier<Teapot, Int>
    }

    struct ByReview: Codable, Sendable {
        var reviewID: UUID
    }

    struct ByTeapot: Codable, Sendable {
        var teapotID: Identifier<Teapot, Int>
    }

    struct ByPicture: Codable, Sendable {
        var id: Identifier<Teapot, Int>
        var number: Identifier<Picture, Int>
    }

    struct PictureUpload: RawUpload {
        static let fileTypes = ["image/png"]
        static var sample: PictureUpload { PictureUpload(bytes: [], mediaType: "image/png", filename: nil) }

        init(bytes _: [UInt8], mediaType _: String, filename _: String?) {}
    }

    struct PictureView: Codable, Sendable {
        var number: Identifier<Picture, Int>
    }

    struct Search: Codable, Sendable {
        var search: String?
        var ids: [Int]?
        var limit: Int?
    }

    enum Glaze: String, Codable, CaseIterable, Sendable {
        case white, celadon
    }

    struct Maker: Codable, Sendable {
        var name: String
        var town: String?
    }

    struct NewTeapot: RequestBody, Validated {
        var name: String
        var price: Money
        var glaze: Glaze
        var maker: Maker
        var handles: Int?

        static let rules: [Rule<NewTeapot>] = [
            Rule("name", \.name, .length(1...80)),
            Rule("handles", \.handles, .range(0...4)),
        ]
    }

    struct TeapotView: Codable, Sendable {
        var id: Identifier<Teapot, Int>
        var name: String
        var price: Money
        var glaze: Glaze?
        var maker: Maker
        var createdAt: Timestamp
        var partOf: [TeapotView]
    }

    struct ReviewView: Codable, Sendable {
        var id: UUID
        var rating: Int
    }

    static let cracked = ProblemCode("cracked", .conflict, "The teapot is cracked")

    static let list = Endpoint(
        .get, "teapots/", "List the teapots", query: Search.self, returns: [TeapotView].self, caller: Anyone.self)

    static let show = Endpoint(
        .get, "teapots/{id}/", "Show a teapot", path: ByID.self, returns: TeapotView.self, caller: Anyone.self,
        conditional: true)

    static let create = Endpoint(
        .post, "teapots/", "Add a teapot", body: NewTeapot.self, returns: TeapotView.self, status: .created,
        caller: Staff.self, idempotencyKey: true, refuses: cracked)

    static let remove = Endpoint(
        .delete, "teapots/{id}/", "Remove a teapot", path: ByID.self, status: .noContent, caller: Staff.self,
        conditional: true)

    static let reviews = Endpoint(
        .get, "reviews/{teapot_id:int}/", "List a teapot's reviews", path: ByTeapot.self, query: Search.self,
        returns: [ReviewView].self, caller: Anyone.self)

    static let review = Endpoint(
        .get, "reviews/{review_id:uuid}/", "Show a review", path: ByReview.self, returns: ReviewView.self,
        caller: Anyone.self)

    static let brew = Endpoint(
        .post, "teapots/{id}/brew/", "Brew a pot", path: ByID.self, returns: TeapotView.self, caller: Guest.self)

    static let deleteReview = Endpoint(
        .delete, "reviews/{review_id:uuid}/", "Delete a review", path: ByReview.self, status: .noContent,
        caller: Staff.self)

    static let addPicture = Endpoint(
        .post, "teapots/{id}/pictures/", "Add a picture", path: ByID.self, body: PictureUpload.self,
        returns: PictureView.self, status: .created, caller: Staff.self)

    static let removePicture = Endpoint(
        .delete, "teapots/{id}/pictures/{number}/", "Remove a picture", path: ByPicture.self, status: .noContent,
        caller: Staff.self)

    static let count = Endpoint(
        .get, "/api/teapots/", "Count the teapots", returns: ReviewView.self, caller: Peer.self)

    static var routes: Routes {
        [
            Route(list) { _ -> [TeapotView] in throw Problem.notFound },
            Route(show) { _ -> TeapotView in throw Problem.notFound },
            Route(create) { _ -> TeapotView in throw Problem.notFound },
            Route(remove) { _ -> Void in throw Problem.notFound },
            Route(reviews) { _ -> [ReviewView] in throw Problem.notFound },
            Route(review) { _ -> ReviewView in throw Problem.notFound },
            Route(deleteReview) { _ -> Void in throw Problem.notFound },
            Route(brew) { _ -> TeapotView in throw Problem.notFound },
            Route(addPicture) { _ -> PictureView in throw Problem.notFound },
            Route(removePicture) { _ -> Void in throw Problem.notFound },
            Route(count) { _ -> ReviewView in throw Problem.notFound },
        ]
    }

    static var document: OpenAPIDocument {
        OpenAPIDocument(title: "Teapots", version: "1.0.0", summary: "All about teapots", routes: routes)
    }
}
