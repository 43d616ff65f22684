import Contracts
import Endpoints
import FoundationEssentials
import HTTP
import JSON
import Messaging
import SQL
import ServiceKit
import Values

/// How a review comes to be.
struct PostingRoutes: RouteCollection {
    let service: Reviews

    var routes: Routes {
        Route(ReviewsAPI.post, idempotent: service.keys, in: service.database, preparing: product, post)
    }

    /// Only goods on sale can be reviewed, and only the catalog knows them.
    func product(_ request: Request<User, Nothing, Nothing, NewReview>) async throws -> ProductView {
        do {
            return try await service.catalog.call(
                CatalogAPI.peerProduct, path: ByProduct(id: request.body.productID))
        } catch let problem as Problem where problem.status == .notFound {
            throw Problem.invalid([
                FieldError(pointer: "/product_id", code: "unknown", message: "there is no such product")
            ])
        }
    }

    func post(
        _ request: Request<User, Nothing, Nothing, NewReview>, _: ProductView, in transaction: any Transaction
    ) async throws -> Reply<ReviewView> {
        let (body, author, now) = (request.body, request.caller, service.clock.now())
        let id = ReviewID(UUID.version7(at: now))
        guard try await service.reviews.add(id, body, by: author.id, at: now, in: transaction),
            let review = try await service.reviews.find(id, in: transaction)
        else {
            throw try await alreadyReviewed(body.productID, by: author.id, in: transaction)
        }
        let totals = try await service.ratings.add(
            count: 1, total: review.rating, to: review.productID, in: transaction)
        try await service.events.append(ReviewPosted(review.news(totals)), in: transaction)
        let view = review.view(by: UserSummary(id: author.id, username: author.username))
        return Reply(view, etag: ReviewTag(review).tag(of: view), location: "/api/v1/reviews/\(id)/")
    }

    /// The refusal that shows the way to the review that is there.
    private func alreadyReviewed(
        _ product: ProductID, by user: UserID, in transaction: any Transaction
    ) async throws -> Problem {
        let earlier = try await service.reviews.find(of: product, by: user, in: transaction)
        return .conflict(
            .alreadyReviewed, "You have reviewed this product already; change that review instead.",
            extensions: earlier.map { [("review_id", .string("\($0)"))] } ?? [])
    }
}
