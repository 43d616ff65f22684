import Accounts
import Carts
import Catalog
import EventLoops
import Notifications
import Orders
import Reviews
import SQL

/// Asserts what has to hold in each service's database, and between them.
///
/// Services agree after a moment, not at each instant: an order is confirmed a little after its stock is held. So what
/// looks wrong is looked at again before anybody is accused. It is the same suspect whatever its numbers say: those of goods
/// that sell change between two looks.
struct ShopCheck: Sendable {
    let databases: ShopDatabases
    /// How long a suspect has to come right.
    var patience: Duration = .seconds(8)

    func violations() async throws -> [String] {
        var suspects = try await look()
        let end = ContinuousClock.now + patience
        while !suspects.isEmpty, ContinuousClock.now < end {
            try await Sleep.for(.milliseconds(500))
            let suspected = Set(suspects.map(\.subject))
            suspects = try await look().filter { suspected.contains($0.subject) }
        }
        return suspects.map(\.description).sorted()
    }

    /// How much is asserted, in words.
    static var extent: String {
        let count = withinServices.map(\.invariants).reduce(0, +)
        return "\(count) in \(withinServices.count) databases, \(betweenServices.count) between them"
    }

    private struct Part: Sendable {
        let name: String
        let invariants: Int
        let violations: @Sendable (ShopDatabases) async throws -> [Violation]
    }

    private static let withinServices = [
        Part(name: "accounts", invariants: AccountsInvariants.count) {
            try await AccountsInvariants.violations($0.accounts)
        },
        Part(name: "catalog", invariants: CatalogInvariants.count) {
            try await CatalogInvariants.violations($0.catalog)
        },
        Part(name: "carts", invariants: CartsInvariants.count) { try await CartsInvariants.violations($0.carts) },
        Part(name: "reviews", invariants: ReviewsInvariants.count) {
            try await ReviewsInvariants.violations($0.reviews)
        },
        Part(name: "orders", invariants: OrdersInvariants.count) { try await OrdersInvariants.violations($0.orders) },
        Part(name: "notifications", invariants: NotificationsInvariants.count) {
            try await NotificationsInvariants.violations($0.notifications)
        },
    ]

    private static let betweenServices = [
        Part(name: "orders and catalog", invariants: 1) {
            try await OrdersAgainstReservations(databases: $0).violations()
        },
        Part(name: "carts and orders", invariants: 1) {
            try await OrdersAgainstCheckouts(databases: $0).violations()
        },
        Part(name: "reviews and catalog", invariants: 1) {
            try await RatingsAgainstReviews(databases: $0).violations()
        },
    ]

    private func look() async throws -> [Violation] {
        var found: [Violation] = []
        for part in Self.withinServices + Self.betweenServices {
            found += try await part.violations(databases).map { $0.found(in: part.name) }
        }
        return found
    }
}
