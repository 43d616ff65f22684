import Accounts
import Carts
import Catalog
import EventLoops
import Notifications
import Orders
import Reviews

/// Asserts what has to hold in each service's database, and between them.
///
/// Services agree after a moment, not at each instant: an order is confirmed a little after its stock is held. So what
/// looks wrong is looked at again before anybody is accused.
struct ShopCheck: Sendable {
    let databases: ShopDatabases
    /// How long a suspect has to come right.
    var patience: Duration = .seconds(8)

    func violations() async throws -> [String] {
        var suspects = Set(try await look())
        let end = ContinuousClock.now + patience
        while !suspects.isEmpty, ContinuousClock.now < end {
            try await Sleep.for(.milliseconds(500))
            suspects.formIntersection(try await look())
        }
        return suspects.sorted()
    }

    private func look() async throws -> [String] {
        var found: [String] = []
        func add(_ service: String, _ violations: [String]) {
            found += violations.map { "\(service): \($0)" }
        }
        add("accounts", try await AccountsInvariants.violations(databases.accounts))
        add("catalog", try await CatalogInvariants.violations(databases.catalog))
        add("carts", try await CartsInvariants.violations(databases.carts))
        add("reviews", try await ReviewsInvariants.violations(databases.reviews))
        add("orders", try await OrdersInvariants.violations(databases.orders))
        add("notifications", try await NotificationsInvariants.violations(databases.notifications))
        add("orders and catalog", try await OrdersAgainstReservations(databases: databases).violations())
        add("reviews and catalog", try await RatingsAgainstReviews(databases: databases).violations())
        return found
    }
}
