import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import HTTP
import ServiceKit
import ServiceTestSupport
import Values

/// The services that reviews asks, played by a test.
final class ReviewsNeighbours: Sendable {
    private struct State {
        var names: [UserID: String] = [:]
        var asked: [[UserID]] = []
        var isCatalogAway = false
        var isAccountsAway = false
    }

    private let state = Lock(State())

    /// What accounts was asked for, call by call.
    var asked: [[UserID]] { state.withLock { $0.asked } }

    func setName(_ name: String?, of user: UserID) { state.withLock { $0.names[user] = name } }
    func setCatalog(isAway: Bool) { state.withLock { $0.isCatalogAway = isAway } }
    func setAccounts(isAway: Bool) { state.withLock { $0.isAccountsAway = isAway } }

    /// On sale are the products 1 to 99.
    func catalog() throws -> PeerClient {
        try StubPeer.answering("catalog") {
            Route(CatalogAPI.peerProduct) { [self] request in
                if state.withLock({ $0.isCatalogAway }) { throw Problem(.unavailable) }
                guard (1...99).contains(request.path.id.rawValue) else { throw Problem.notFound }
                return ProductView.example(request.path.id)
            }
        }
    }

    /// Knows everyone who was given a name.
    func accounts() throws -> PeerClient {
        try StubPeer.answering("accounts") {
            Route(AccountsAPI.accounts) { [self] request in
                let ids = request.query.ids
                let (names, isAway) = state.withLock { state in
                    state.asked.append(ids)
                    return (state.names, state.isAccountsAway)
                }
                if isAway { throw Problem(.unavailable) }
                return AccountList(users: ids.compactMap { id in names[id].map { .example(id, $0) } })
            }
        }
    }
}

extension ProductView {
    fileprivate static func example(_ id: ProductID) -> ProductView {
        ProductView(
            id: id, sku: "SK-\(id)", name: "Lamp", slug: "lamp-\(id)", description: "", price: Money(minorUnits: 100),
            currency: .usd, category: CategorySummary(id: CategoryID(1), name: "Light"), stockQuantity: 1,
            isActive: true, sellerID: nil, images: [], rating: nil, reviewCount: 0, salesCount: 0, barcode: nil,
            createdAt: Timestamp(seconds: 0), updatedAt: Timestamp(seconds: 0))
    }
}

extension AccountView {
    fileprivate static func example(_ id: UserID, _ name: String) -> AccountView {
        AccountView(
            user: UserView(
                id: id, username: name, email: EmailAddress("\(name)@shop.example")!, firstName: "", lastName: "",
                role: .buyer, isActive: true, emailVerified: false, dateJoined: Timestamp(seconds: 0)),
            phone: "", address: "", storeName: "", createdAt: Timestamp(seconds: 0),
            updatedAt: Timestamp(seconds: 0))
    }
}
