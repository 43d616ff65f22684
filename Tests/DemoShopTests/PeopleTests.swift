import DemoShop
import Testing

@Suite struct PeopleTests {
    private let shop = DemoShop.standard

    @Test("no mail can reach a stranger: every address is in a domain kept for examples, and nobody shares one")
    func addresses() {
        let people = shop.sellers + shop.buyers
        for person in people {
            #expect(person.email.hasSuffix("@example.com") || person.email.hasSuffix("@example.org"), "\(person.email)")
            #expect(person.email.utf8.allSatisfy { $0 < 0x80 })
            #expect(person.phone.hasPrefix("+1 202 555 01"), "\(person.phone)")
            #expect(!person.firstName.isEmpty && !person.lastName.isEmpty && !person.address.isEmpty)
        }
        #expect(Set(people.map(\.email)).count == people.count)
        #expect(Set(people.map(\.username)).count == people.count)
    }

    @Test("sellers have a store, buyers have none")
    func stores() {
        #expect(shop.sellers.allSatisfy { $0.storeName != nil })
        #expect(shop.buyers.allSatisfy { $0.storeName == nil })
    }

    @Test("reviews speak of products there are, by buyers there are, each once about one product")
    func reviews() {
        let products = Set(shop.products.map(\.sku))
        let buyers = Set(shop.buyers.map(\.username))
        #expect(shop.reviews.count >= 300)
        for review in shop.reviews {
            #expect(products.contains(review.product) && buyers.contains(review.author))
            #expect((1...5).contains(review.rating) && review.daysAgo > 0 && review.comment.count > 10)
        }
        #expect(Set(shop.reviews.map { "\($0.product) \($0.author)" }).count == shop.reviews.count)
        #expect(Set(shop.reviews.map(\.comment)).count == shop.reviews.count)
        #expect(Set(shop.reviews.map(\.rating)) == [1, 2, 3, 4, 5])
    }
}
