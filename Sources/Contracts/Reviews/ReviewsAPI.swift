public import Endpoints
import HTTP

/// What reviews offer. A list is asked for by the product's integer, one review by its UUID.
public enum ReviewsAPI {
    public static let listReviews = Endpoint(
        .get, "reviews/{product_id}/", "The reviews of a product, newest first", path: ByReviewedProduct.self,
        query: PageQuery.self, returns: Page<ReviewView>.self, caller: Anyone.self)

    public static let review = Endpoint(
        .get, "reviews/{review_id}/", "One review", path: ByReview.self, returns: ReviewView.self,
        caller: Anyone.self, conditional: true, refuses: .notFound)

    public static let post = Endpoint(
        .post, "reviews/", "Review a product, once", body: NewReview.self, returns: ReviewView.self,
        status: .created, caller: User.self, idempotencyKey: true, refuses: .alreadyReviewed, .peerUnavailable)

    public static let replace = Endpoint(
        .put, "reviews/{review_id}/", "Replace the own review", path: ByReview.self, body: ReviewReplacement.self,
        returns: ReviewView.self, caller: User.self, conditional: true, refuses: .notFound, .forbidden)

    public static let change = Endpoint(
        .patch, "reviews/{review_id}/", "Change the own review", path: ByReview.self, body: ReviewChange.self,
        returns: ReviewView.self, caller: User.self, conditional: true, refuses: .notFound, .forbidden)

    public static let delete = Endpoint(
        .delete, "reviews/{review_id}/", "Delete the own review, or by staff any", path: ByReview.self,
        status: .noContent, caller: User.self, conditional: true, refuses: .notFound, .forbidden)
}
