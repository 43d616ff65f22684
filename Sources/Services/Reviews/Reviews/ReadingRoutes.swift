import Contracts
import Endpoints
import HTTP
import SQL
import Values

/// What anyone may read.
struct ReadingRoutes: RouteCollection {
    let service: Reviews

    var routes: Routes {
        Route(ReviewsAPI.listReviews, list)
        Route(ReviewsAPI.review, read)
    }

    /// Of a product that does not exist there are none: the catalog need not be asked.
    func list(
        _ request: Request<Anyone, ByReviewedProduct, PageQuery, Nothing>
    ) async throws -> Page<ReviewView> {
        let (part, count) = try await service.reviews.list(
            of: request.path.productID, request.query.window, in: service.database)
        let authors = await service.authors.summaries(of: part.rows.lazy.filter { !$0.isAuthorClosed }.map(\.userID))
        return Page(part, count: count, of: request.http.target) { $0.view(by: authors[$0.userID]) }
    }

    func read(_ request: Request<Anyone, ByReview, Nothing, Nothing>) async throws -> Reply<ReviewView> {
        guard let review = try await service.reviews.find(request.path.reviewID, in: service.database) else {
            throw Problem.notFound
        }
        let wanted = review.isAuthorClosed ? [] : [review.userID]
        let view = review.view(by: await service.authors.summaries(of: wanted)[review.userID])
        return Reply(view, etag: ReviewTag(review).tag(of: view))
    }
}
