import Contracts
import Endpoints
import FoundationEssentials
import SQL
import TestSupport
import Testing
import Values

@Suite("What reviews learns from others")
struct ReviewAuthorsTests {
    @Test("Who has received the goods writes a verified review")
    func deliveredBefore() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            try await shop.deliver(7, 8, 7, to: ada)
            #expect(try await shop.post(5, by: ada).verifiedPurchase)
            #expect(try await shop.post(5, on: 8, by: ada).verifiedPurchase)
            #expect(try await !shop.post(5, on: 9, by: ada).verifiedPurchase)
            #expect(try await !shop.post(5, by: shop.reviewer("bob")).verifiedPurchase)
        }
    }

    @Test("A review becomes a verified one when the goods arrive later")
    func deliveredAfter() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            let review = try await shop.post(5, by: ada)
            #expect(!review.verifiedPurchase)
            let delivery = UUID()
            try await shop.deliver(7, to: ada, id: delivery)
            try await shop.deliver(7, to: ada, id: delivery)
            try await shop.deliver(7, to: ada)
            #expect(try await shop.read(review.id).verifiedPurchase)
            let listed = try await shop.list().results.map(\.verifiedPurchase)
            #expect(listed == [true])
        }
    }

    @Test("When an account is closed, its reviews stay without a name")
    func closed() async throws {
        try await withReviews { shop in
            let (ada, bob) = (shop.reviewer("ada"), shop.reviewer("bob"))
            try await shop.deliver(7, 8, to: ada)
            let review = try await shop.post(5, "Good", by: ada)
            shop.clock.advance(by: .seconds(1))
            try await shop.post(4, by: bob)
            #expect(try await shop.names() == ["bob", "ada"])
            try await shop.receive(UserClosed(userID: ada.id))
            #expect(try await shop.names() == ["bob", nil])
            let read = try await shop.read(review.id)
            #expect(read.user == nil)
            #expect(read.comment == "Good")
            #expect(read.verifiedPurchase)
        }
    }

    @Test("What a closed user bought and did not review is forgotten")
    func purchasesForgotten() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            try await shop.deliver(7, 8, 9, to: ada)
            try await shop.post(5, by: ada)
            try await shop.receive(UserClosed(userID: ada.id))
            let kept = try await shop.database.query("select product_id from purchases") {
                try $0.get("product_id", as: Int.self)
            }
            #expect(kept == [7])
        }
    }

    @Test("A review that was under way while the account was closed has no name either")
    func postedAfterClosing() async throws {
        try await withReviews { shop in
            let ada = shop.reviewer("ada")
            try await shop.receive(UserClosed(userID: ada.id))
            let review = try await shop.post(5, by: ada)
            #expect(review.user == nil)
            #expect(try await shop.read(review.id).user == nil)
        }
    }
}
