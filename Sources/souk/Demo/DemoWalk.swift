import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import HTTP
import Values

/// A buyer's whole way through a shop, and the staff's part in it, each step told as it happens.
struct DemoWalk: Sendable {
    let client: DemoClient
    let random: RandomSource
    let staffName: String
    let staffPassword: Secret<String>

    func run() async throws {
        var story = DemoStory()
        let goods = try await browse(&story)
        let guestToken = try await fillCart(with: goods, &story)
        let buyer = try await register(&story)
        let cart = try await client.send(
            EndpointCall(CartsAPI.merge, body: CartMerge(cartToken: guestToken)), as: buyer)
        story.tell("Log in: the guest's cart comes along", "\(cart.items.count) goods, \(cart.totalAmount)")
        let order = try await checkOut(cart, as: buyer, &story)
        try await fulfil(order, &story)
        try await review(order, as: buyer, &story)
        let final = try await client.send(
            EndpointCall(OrdersAPI.order, path: ByOrderID(id: order.id)), as: buyer)
        Console.line("\nOrder \(final.id): \(final.history.map(\.status.rawValue).joined(separator: " → "))")
        Console.line(final.status.rawValue)
        guard final.status == .delivered else { throw DemoFailure("the order did not get to its end") }
    }

    private func browse(_ story: inout DemoStory) async throws -> [ProductView] {
        let categories = try await client.send(
            EndpointCall(CatalogAPI.listCategories, query: PageQuery(limit: 100)))
        story.tell("Look around", "\(categories.count) categories")
        let page = try await client.send(
            EndpointCall(
                CatalogAPI.listProducts, query: ProductQuery(inStock: true, ordering: .popular, limit: 5)))
        guard let favourite = page.results.first else {
            throw DemoFailure("the shop has nothing to sell: souk seed fills it")
        }
        story.tell("See what is popular", page.results.prefix(3).map(\.name).joined(separator: "; "))
        let words = favourite.name.split { $0 == " " }
        let word = words.max { $0.count < $1.count }.map { String($0) } ?? favourite.name
        let found = try await client.send(
            EndpointCall(CatalogAPI.listProducts, query: ProductQuery(search: word, limit: 5)))
        story.tell("Search for “\(word)”", "\(found.count) found")
        return Array(page.results.filter { $0.stockQuantity >= 2 }.prefix(2))
    }

    private func fillCart(with goods: [ProductView], _ story: inout DemoStory) async throws -> Secret<String> {
        guard let first = goods.first else { throw DemoFailure("the popular goods are nearly sold out") }
        let cart = try await client.send(
            EndpointCall(CartsAPI.add, body: CartAddition(productID: first.id, quantity: 1)))
        guard let token = cart.cartToken else { throw DemoFailure("a new guest got no cart token") }
        story.tell("Put “\(first.name)” into a cart, as a guest", "\(cart.totalAmount) \(cart.currency)")
        for product in goods.dropFirst() {
            let cart = try await client.send(
                EndpointCall(CartsAPI.add, body: CartAddition(productID: product.id, quantity: 2)),
                fields: [.cartToken: token.reveal()])
            story.tell("And two of “\(product.name)”", "\(cart.totalAmount) \(cart.currency)")
        }
        return token
    }

    private func register(_ story: inout DemoStory) async throws -> Secret<String> {
        let name = "demo-" + Hexadecimal.encode(random.bytes(4))
        guard let email = EmailAddress("\(name)@example.com") else { throw DemoFailure("no address for \(name)") }
        let password = Credentials.generatedPassword(random)
        let user = try await client.send(
            EndpointCall(AccountsAPI.register, body: NewUser(username: name, email: email, password: password)))
        story.tell("Register", "\(user.username), \(user.role.rawValue)")
        return try await logIn(name, password)
    }

    private func logIn(_ name: String, _ password: Secret<String>) async throws -> Secret<String> {
        try await client.send(EndpointCall(AccountsAPI.logIn, body: LogIn(username: name, password: password))).access
    }

    private func checkOut(
        _ cart: CartView, as buyer: Secret<String>, _ story: inout DemoStory
    ) async throws -> OrderView {
        let checkout = Checkout(shippingAddress: "12 Spice Lane, Old Town", expectedTotal: cart.totalAmount)
        let key = UUID.version7(at: WallClock.system.now()).lowercaseText
        let order = try await client.send(
            EndpointCall(CartsAPI.checkout, body: checkout, idempotencyKey: key), as: buyer)
        story.tell("Check out", "order \(order.id) \(order.status.rawValue), \(order.totalAmount) \(order.currency)")
        let again = try await client.send(
            EndpointCall(CartsAPI.checkout, body: checkout, idempotencyKey: key), as: buyer)
        guard again.id == order.id else { throw DemoFailure("the same key made a second order") }
        story.tell("Send the same request again, as a nervous browser does", "still order \(again.id)")
        return order
    }

    /// What the people who run the shop do.
    private func fulfil(_ order: OrderView, _ story: inout DemoStory) async throws {
        let staff = try await logIn(staffName, staffPassword)
        var units: [OrderLineID: [StockUnitID]] = [:]
        for item in order.items {
            let copies = try await client.send(
                EndpointCall(
                    CatalogAPI.listUnits, path: ByProduct(id: item.productID), query: PageQuery(limit: 100)),
                as: staff)
            let free = copies.results.filter { $0.state == .available }.prefix(item.quantity).map(\.id)
            if !free.isEmpty { units[item.id] = Array(free) }
        }
        let path = ByOrderID(id: order.id)
        let packed = try await client.send(
            EndpointCall(OrdersAPI.pack, path: path, body: OrderPacking(units: units.isEmpty ? nil : units)),
            as: staff)
        story.tell("The shop packs it", packed.status.rawValue)
        let shipped = try await client.send(EndpointCall(OrdersAPI.ship, path: path), as: staff)
        story.tell("The shop ships it; the stock is consumed", shipped.status.rawValue)
        let delivered = try await client.send(EndpointCall(OrdersAPI.deliver, path: path), as: staff)
        story.tell("It arrives", delivered.status.rawValue)
    }

    private func review(_ order: OrderView, as buyer: Secret<String>, _ story: inout DemoStory) async throws {
        guard let item = order.items.first else { return }
        var review = try await client.send(
            EndpointCall(
                ReviewsAPI.post,
                body: NewReview(productID: item.productID, rating: 5, comment: "Arrived quickly, just as described.")),
            as: buyer)
        // The delivery travels by an event: give it a moment.
        for _ in 0..<30 where !review.verifiedPurchase {
            try await Sleep.for(.milliseconds(100))
            review = try await client.send(
                EndpointCall(ReviewsAPI.review, path: ByReview(reviewID: review.id)))
        }
        story.tell(
            "Review “\(item.productName)”",
            "\(review.rating) stars\(review.verifiedPurchase ? ", a verified purchase" : "")")
    }
}
