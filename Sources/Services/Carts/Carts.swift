import Contracts
public import Endpoints
public import Messaging
public import SQL
public import ServiceKit
public import Values

/// Carts of users and guests, and the way from a cart to an order.
public struct Carts: ShopService {
    public static let name = "carts"
    public static let summary = "What people mean to buy, and the checkout that makes an order of it."
    public static let migrations: Migrations =
        [CreateIdempotencyKeys()] + MessagingMigrations.all + [CreateCarts(), CreateCheckouts()]

    public let database: any Database
    private let carts: CartStore
    private let checkouts: CheckoutStore
    private let shelf: Shelf
    private let place: PlaceCheckout
    private let currency: Currency
    private let random: RandomSource

    public init(
        database: any Database, catalog: PeerClient, orders: PeerClient, currency: Currency,
        clock: WallClock = .system, random: RandomSource = .system
    ) {
        self.database = database
        self.currency = currency
        self.random = random
        carts = CartStore(clock: clock)
        checkouts = CheckoutStore(
            database: database, carts: carts, keys: IdempotencyStore(clock: clock), clock: clock)
        shelf = Shelf(catalog: catalog)
        place = PlaceCheckout(store: checkouts, shelf: shelf, orders: orders)
    }

    public var routes: Routes {
        CartRoutes(store: carts, shelf: shelf, database: database, currency: currency, random: random)
        CheckoutRoutes(place: place)
    }

    public var subscriptions: Subscriptions {
        On(UserClosed.self, ForgetUser().apply)
    }

    public var workers: [any Service] {
        [sweeper, expiry, IdempotencyPurge(checkouts.keys, in: database)]
    }

    var sweeper: CheckoutSweeper { CheckoutSweeper(store: checkouts, place: place) }
    var expiry: ExpiredCarts { ExpiredCarts(store: carts, database: database) }
}
