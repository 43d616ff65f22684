import HTTP
import JSON

extension Visit {
    static let reviews: [String: Visit] = [
        "GET reviews/{product_id}/": Visit { bazaar, _ in Call(path: ["product_id": "\(bazaar.product)"]) },
        "GET reviews/{review_id}/": Visit { bazaar, _ in try await ofNewReview(bazaar) },
        "POST reviews/": Visit { bazaar, _ in .json(review(of: try await bazaar.newProduct())) },
        "PUT reviews/{review_id}/": Visit(owners: [.buyer], refusal: 403) { bazaar, _ in
            try await ofNewReview(bazaar, ["rating": 2, "comment": "On second thought."])
        },
        "PATCH reviews/{review_id}/": Visit(owners: [.buyer], refusal: 403) { bazaar, _ in
            try await ofNewReview(bazaar, ["rating": 1])
        },
        "DELETE reviews/{review_id}/": Visit(owners: [.buyer, .staff, .admin], refusal: 403) { bazaar, _ in
            try await ofNewReview(bazaar)
        },
    ]

    private static func review(of product: Int) -> JSONValue {
        ["product_id": JSONValue(product), "rating": 5, "comment": "Bright."]
    }

    /// A review by the buyer, of a product that nobody has reviewed.
    private static func ofNewReview(_ bazaar: Bazaar, _ body: JSONValue? = nil) async throws -> Call {
        let review = try await bazaar.shop.send(
            .post, "reviews/", review(of: try await bazaar.newProduct()), as: .user(bazaar.buyer)
        ).expect(201)
        return Call(path: ["review_id": review.text], body: body.map { .json($0) } ?? .none)
    }
}
