import Contracts
import Endpoints
import EventLoops
import Values

/// One person in the shop, who runs one errand after the other.
struct Visitor: Sendable {
    let number: Int
    let options: LoadOptions
    let client: ShopClient
    let assortment: Assortment
    let session: Session
    let staff: Staffroom
    let tally: Tally
    var chance: SplitMix64
    private var cart: CartView?

    init(
        number: Int, options: LoadOptions, client: ShopClient, assortment: Assortment, session: Session,
        staff: Staffroom, tally: Tally
    ) {
        self.number = number
        self.options = options
        self.client = client
        self.assortment = assortment
        self.session = session
        self.staff = staff
        self.tally = tally
        chance = SplitMix64(seed: UInt64(options.seed) &* 1_000_003 &+ UInt64(number))
    }

    /// Goes on until `isOver`; a failed errand is noted, then comes the next.
    mutating func run(from start: ContinuousClock.Instant, until isOver: () -> Bool) async {
        var pace = options.rate.map { Pace(from: start, visitor: number, of: options.visitors, rate: $0) }
        while !isOver() {
            // Whoever comes to a fixed rate has been waiting since their turn, not since they were let in.
            let began = await pace?.nextTurn() ?? .now
            let errand = options.mix.pick(&chance)
            do {
                try await run(errand)
                tally.note(errand, took: ContinuousClock.now - began)
            } catch {
                tally.note(failure: error, of: errand)
                cart = nil
            }
        }
    }

    private mutating func run(_ errand: Errand) async throws {
        switch errand {
        case .browse: try await browse()
        case .search: try await search()
        case .cart: try await shop()
        case .order: try await order()
        case .staff: try await staff.doNext(assortment, &chance)
        }
    }

    private mutating func browse() async throws {
        switch Int.random(in: 0..<10, using: &chance) {
        case 0..<6:
            let id = assortment.products.randomElement(using: &chance) ?? assortment.goods[0]
            try await client.sendUnread(EndpointCall(CatalogAPI.product, path: ByProduct(id: id)))
        case 6..<8:
            let offset = Int.random(in: 0...min(assortment.productCount / 20, 50), using: &chance) * 20
            try await client.sendUnread(
                EndpointCall(CatalogAPI.listProducts, query: ProductQuery(limit: 20, offset: offset)))
        case 8:
            let category = assortment.categories.randomElement(using: &chance).map { "\($0)" }
            let ordering = ProductQuery.Ordering.allCases.filter { $0 != .relevance }.randomElement(using: &chance)
            try await client.sendUnread(
                EndpointCall(
                    CatalogAPI.listProducts,
                    query: ProductQuery(category: category, inStock: true, ordering: ordering, limit: 20)))
        default:
            try await client.sendUnread(EndpointCall(CatalogAPI.listCategories, query: PageQuery(limit: 100)))
        }
    }

    private mutating func search() async throws {
        let word = assortment.words.randomElement(using: &chance)
        try await client.sendUnread(
            EndpointCall(CatalogAPI.listProducts, query: ProductQuery(search: word, limit: 20)))
    }

    private mutating func shop() async throws {
        let items = cart?.items ?? []
        guard items.count < 10 else {
            try await client.sendUnread(EndpointCall(CartsAPI.clear), as: session.token)
            cart = nil
            return
        }
        if let item = items.randomElement(using: &chance), chance.happens(40) {
            if chance.happens(50) {
                cart = try await client.send(EndpointCall(CartsAPI.cart), as: session.token)
            } else {
                cart = try await client.send(
                    EndpointCall(
                        CartsAPI.setQuantity, path: ByCartItem(productID: item.productID),
                        body: CartQuantity(quantity: Int.random(in: 1...4, using: &chance))),
                    as: session.token)
            }
        } else {
            let addition = CartAddition(
                productID: assortment.goods.randomElement(using: &chance) ?? assortment.goods[0],
                quantity: Int.random(in: 1...2, using: &chance))
            cart = try await client.send(EndpointCall(CartsAPI.add, body: addition), as: session.token)
        }
    }

    private mutating func order() async throws {
        let key = String(chance.next(), radix: 36) + String(chance.next(), radix: 36)
        let order: OrderView
        if let cart, !cart.items.isEmpty, chance.happens(50) {
            let checkout = Checkout(shippingAddress: "12 Spice Lane, Old Town", expectedTotal: cart.totalAmount)
            order = try await client.send(
                EndpointCall(CartsAPI.checkout, body: checkout, idempotencyKey: key), as: session.token)
            self.cart = nil
        } else {
            order = try await client.send(
                EndpointCall(
                    OrdersAPI.place, body: NewOrder(shippingAddress: "12 Spice Lane, Old Town", items: lines()),
                    idempotencyKey: key),
                as: session.token)
        }
        guard order.status == .confirmed else { throw LoadFailure("order \(order.id) is \(order.status.rawValue)") }
        staff.take(order.id)
    }

    private mutating func lines() -> [OrderLineRequest] {
        let goods = assortment.goods
        guard options.lines > 1 else {
            return [OrderLineRequest(productID: goods[number % goods.count], quantity: 1)]
        }
        var wanted: Set<ProductID> = []
        for _ in 0..<Int.random(in: 1...options.lines, using: &chance) {
            wanted.insert(goods.randomElement(using: &chance) ?? goods[0])
        }
        // In an order of their own, so that a seed decides it.
        return wanted.sorted { $0.rawValue < $1.rawValue }.map { product in
            OrderLineRequest(productID: product, quantity: Int.random(in: 1...3, using: &chance))
        }
    }
}

/// The turns of one visitor when all of them together come at a fixed rate.
struct Pace: Sendable {
    private var turn: ContinuousClock.Instant
    private let step: Duration

    init(from start: ContinuousClock.Instant, visitor: Int, of visitors: Int, rate: Int) {
        step = .seconds(1) * visitors / rate
        turn = start + .seconds(1) * visitor / rate
    }

    /// Waits for the next turn; one that has passed already is taken at once.
    mutating func nextTurn() async -> ContinuousClock.Instant {
        let mine = turn
        turn += step
        let wait = mine - .now
        if wait > .zero { try? await Sleep.for(wait) }
        return mine
    }
}
