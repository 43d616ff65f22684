import Contracts
import Endpoints
import HTTP
import JSON
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Changing and deleting reviews")
struct EditingReviewsTests {
    @Test("An author replaces a review; the totals follow")
    func replacing() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let review = try await shop.post(5, "Good", by: ada)
            let replaced = try await shop.tester.call(
                ReviewsAPI.replace, path: ByReview(reviewID: review.id),
                body: ReviewReplacement(rating: 2, comment: "Broke"), as: ada.caller)
            #expect(replaced.id == review.id)
            #expect(replaced.rating == 2)
            #expect(replaced.comment == "Broke")
            #expect(replaced.createdAt == review.createdAt)
            let last = try #require(try await shop.news().last)
            #expect(last.type == "review.changed")
            #expect(last.data.rating == 2)
            #expect(last.data.reviewCount == 1)
            #expect(last.data.ratingTotal == 2)
            #expect(last.data.version == 2)
        }
    }

    @Test("An author changes a part; the rest stays")
    func changing() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let review = try await shop.post(5, "Good", by: ada)
            let changed = try await shop.change(review.id, comment: "Very good", as: ada)
            #expect(changed.rating == 5)
            #expect(changed.comment == "Very good")
            #expect(try await shop.news().last?.data.ratingTotal == 5)
        }
    }

    @Test("A change that changes nothing is no news")
    func noChange() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let review = try await shop.post(5, "Good", by: ada)
            try await shop.change(review.id, as: ada)
            try await shop.change(review.id, rating: 5, comment: "Good", as: ada)
            #expect(try await shop.news().count == 1)
        }
    }

    @Test("A review that somebody else wrote can be read, but changing it is 403, for staff too")
    func strangers() async throws {
        try await withReviews { shop in
            let review = try await shop.post(5, "Good", by: shop.reviewer("ada"))
            for stranger in [shop.reviewer("eve"), shop.reviewer("sam", role: "staff")] {
                let problem = await #expect(throws: Problem.self) {
                    try await shop.change(review.id, rating: 1, as: stranger)
                }
                #expect(problem?.status == .forbidden)
            }
            let eve = shop.reviewer("eve")
            let problem = await #expect(throws: Problem.self) { try await shop.delete(review.id, as: eve) }
            #expect(problem?.status == .forbidden)
            let read = try await shop.read(review.id)
            #expect(read.rating == 5)
            #expect(try await shop.news().count == 1)
        }
    }

    @Test("A change that is not valid names the field and changes nothing")
    func badInput() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let review = try await shop.post(5, "Good", by: ada)
            let bad = [
                (HTTPMethod.put, #"{"rating": 5}"#, "/comment"), (.patch, #"{"rating": 9}"#, "/rating"),
                (.patch, #"{"product_id": 8}"#, "/product_id"),
            ]
            for (method, body, pointer) in bad {
                let answer = try await shop.tester.send(
                    method, "/api/v1/reviews/\(review.id)/", json: body, as: ada.caller)
                #expect(answer.status == .unprocessableContent)
                let problem = try #require(Problem(answer, body: try await answer.body.collect()))
                #expect(problem.errors.map(\.location) == [.pointer(pointer)])
            }
            #expect(try await shop.news().count == 1)
        }
    }

    @Test("Its author, or staff, deletes a review; then it is gone and may be written anew")
    func deleting() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let own = try await shop.post(5, by: ada)
            let other = try await shop.post(1, by: shop.reviewer("bob"))
            try await shop.delete(own.id, as: ada)
            try await shop.delete(other.id, as: shop.reviewer("sam", role: "staff"))
            let news = try await shop.news().suffix(2)
            #expect(news.map(\.type) == ["review.removed", "review.removed"])
            #expect(news.map(\.data.reviewCount) == [1, 0])
            #expect(news.map(\.data.ratingTotal) == [1, 0])
            let problem = await #expect(throws: Problem.self) { try await shop.delete(own.id, as: ada) }
            #expect(problem?.status == .notFound)
            #expect(try await shop.list().count == 0)
            try await shop.post(3, by: ada)
            #expect(try await shop.news().last?.data.version == 5)
        }
    }

    @Test("A change of what has changed meanwhile is 412 and changes nothing")
    func staleChange() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let path = "/api/v1/reviews/\(try await shop.post(5, by: ada).id)/"
            let tag = try #require(try await shop.tester.send(.get, path).fields[.etag])
            let first = try await shop.tester.send(
                .patch, path, json: #"{"rating": 4}"#, fields: [.ifMatch: tag], as: ada.caller)
            #expect(first.status == .ok)
            for (method, body) in [(HTTPMethod.patch, #"{"rating": 1}"#), (.delete, nil)] {
                let late = try await shop.tester.send(
                    method, path, json: body, fields: [.ifMatch: tag], as: ada.caller)
                #expect(late.status == .preconditionFailed)
            }
            let newTag = try #require(first.fields[.etag])
            let second = try await shop.tester.send(
                .patch, path, json: #"{"rating": 3}"#, fields: [.ifMatch: newTag], as: ada.caller)
            #expect(second.status == .ok)
            let listed = try await shop.list().results.map(\.rating)
            #expect(listed == [3])
        }
    }

    @Test("Neither a new name nor the arrival of the goods stands in the way of a change")
    func tagBesideTheReview() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let path = "/api/v1/reviews/\(try await shop.post(5, by: ada).id)/"
            shop.neighbours.setAccounts(isAway: true)
            let tag = try #require(try await shop.tester.send(.get, path).fields[.etag])
            try await shop.deliver(7, to: ada)
            let answer = try await shop.tester.send(
                .patch, path, json: #"{"rating": 4}"#, fields: [.ifMatch: tag], as: ada.caller)
            #expect(answer.status == .ok)
        }
    }
}
