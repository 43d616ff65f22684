import Contracts
import ServiceKit
import Values

/// Buyers' names from accounts.
struct AccountsCustomerDirectory: CustomerDirectory {
    private let customers: PeerDirectory<BuyerID, CustomerName>

    init(accounts: PeerClient, clock: WallClock) {
        // Whoever orders waits for a name before the order is written down, and carts wait for the whole of it.
        let accounts = accounts.waiting(atMost: .seconds(1))
        customers = PeerDirectory(clock: clock) { buyers in
            let ids = buyers.map { UserID($0.rawValue) }
            let users = try await accounts.call(AccountsAPI.accounts, query: UserIDsQuery(ids: ids)).users
            return Dictionary(
                users.map { (BuyerID($0.user.id.rawValue), CustomerName($0.user)) },
                uniquingKeysWith: { _, last in last })
        }
    }

    func knownName(of buyer: BuyerID) -> CustomerName? { customers.remembered(buyer) }

    func names(of buyers: Set<BuyerID>) async -> [BuyerID: CustomerName] { await customers.entries(of: buyers) }

    func exists(_ buyer: BuyerID) async throws -> Bool { try await customers.entry(of: buyer) != nil }
}

extension CustomerName {
    fileprivate init(_ user: UserView) {
        self.init(username: user.username, firstName: user.firstName, lastName: user.lastName)
    }
}
