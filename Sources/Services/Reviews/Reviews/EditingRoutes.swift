import Contracts
import Endpoints
import HTTP
import Messaging
import SQL
import Values

/// How a review changes and goes. Everyone may read a review, so that somebody else's is a 403, not a 404.
struct EditingRoutes: RouteCollection {
    let service: Reviews

    var routes: Routes {
        Route(ReviewsAPI.replace, replace)
        Route(ReviewsAPI.change, change)
        Route(ReviewsAPI.delete, delete)
    }

    func replace(
        _ request: Request<User, ByReview, Nothing, ReviewReplacement>
    ) async throws -> Reply<ReviewView> {
        let change = ReviewChange(rating: request.body.rating, comment: request.body.comment)
        return try await apply(change, to: request.path.reviewID, by: request.caller, if: request.preconditions)
    }

    func change(_ request: Request<User, ByReview, Nothing, ReviewChange>) async throws -> Reply<ReviewView> {
        try await apply(request.body, to: request.path.reviewID, by: request.caller, if: request.preconditions)
    }

    private func apply(
        _ change: ReviewChange, to id: ReviewID, by caller: User, if preconditions: Preconditions
    ) async throws -> Reply<ReviewView> {
        let now = service.clock.now()
        let review = try await service.database.transaction { transaction in
            guard var review = try await service.reviews.lock(id, in: transaction) else { throw Problem.notFound }
            guard review.userID == caller.id else { throw Problem.forbidden("Only its author may change a review.") }
            try ReviewTag(review).check(preconditions)
            let (earlierRating, earlierComment) = (review.rating, review.comment)
            review.rating = change.rating ?? review.rating
            review.comment = change.comment ?? review.comment
            // What changes nothing is no news.
            guard review.rating != earlierRating || review.comment != earlierComment else { return review }
            try await service.reviews.update(&review, at: now, in: transaction)
            let totals = try await service.ratings.adjust(
                count: 0, total: review.rating - earlierRating, of: review.productID, in: transaction)
            try await service.events.append(ReviewChanged(review.news(totals)), in: transaction)
            return review
        }
        let view = review.view(by: UserSummary(id: caller.id, username: caller.username))
        return Reply(view, etag: ReviewTag(review).tag(of: view))
    }

    func delete(_ request: Request<User, ByReview, Nothing, Nothing>) async throws {
        let (id, caller, preconditions) = (request.path.reviewID, request.caller, request.preconditions)
        try await service.database.transaction { transaction in
            guard let review = try await service.reviews.lock(id, in: transaction) else { throw Problem.notFound }
            guard caller.isStaff || review.userID == caller.id else {
                throw Problem.forbidden("Only its author and staff may delete a review.")
            }
            try ReviewTag(review).check(preconditions)
            try await service.reviews.remove(id, in: transaction)
            let totals = try await service.ratings.adjust(
                count: -1, total: -review.rating, of: review.productID, in: transaction)
            try await service.events.append(ReviewRemoved(review.news(totals)), in: transaction)
        }
    }
}
