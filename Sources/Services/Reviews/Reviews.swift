import Contracts
public import Endpoints
public import Messaging
public import SQL
public import ServiceKit
public import Values

/// What buyers think of the goods: one review a user and product, and the totals of each product.
public struct Reviews: ShopService {
    public static let name = "reviews"
    public static let summary = "What buyers think of the goods."
    public static let migrations: Migrations =
        [CreateIdempotencyKeys()] + MessagingMigrations.all + [CreateReviews()]

    public let database: any Database
    public var outbox: Outbox? { events }

    let events: Outbox
    let keys: IdempotencyStore
    let catalog: PeerClient
    let authors: AuthorDirectory
    let clock: WallClock

    let reviews = ReviewStore()
    let ratings = RatingStore()
    let purchases = PurchaseStore()
    let closedUsers = ClosedUserStore()

    public init(
        database: any Database, catalog: PeerClient, accounts: PeerClient, clock: WallClock = .system
    ) {
        self.database = database
        self.catalog = catalog
        self.clock = clock
        events = Outbox(source: Self.name, clock: clock)
        keys = IdempotencyStore(clock: clock)
        authors = AuthorDirectory(accounts: accounts, clock: clock)
    }

    public var routes: Routes {
        ReadingRoutes(service: self)
        PostingRoutes(service: self)
        EditingRoutes(service: self)
    }

    public var subscriptions: Subscriptions {
        On(OrderDelivered.self, rememberPurchases)
        On(UserClosed.self, forgetAuthor)
    }

    public var workers: [any Service] { [IdempotencyPurge(keys, in: database)] }

    private func rememberPurchases(
        _ event: OrderDelivered, _ envelope: EventEnvelope, in transaction: any Transaction
    ) async throws {
        try await purchases.add(event.order.items.map(\.productID), boughtBy: event.order.userID, in: transaction)
    }

    /// What the user wrote stays, without a name.
    private func forgetAuthor(
        _ event: UserClosed, _ envelope: EventEnvelope, in transaction: any Transaction
    ) async throws {
        try await closedUsers.add(event.userID, at: clock.now(), in: transaction)
        try await purchases.forgetUnreviewed(of: event.userID, in: transaction)
        transaction.afterCommit { [authors] in authors.forget(event.userID) }
    }
}
