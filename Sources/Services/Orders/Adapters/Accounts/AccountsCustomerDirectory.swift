import Contracts
import EventLoops
import Observability
import ServiceKit
import Values

/// Buyers' names from accounts, remembered for a minute.
struct AccountsCustomerDirectory: CustomerDirectory {
    private let accounts: PeerClient
    private let clock: WallClock
    private let known = Lock(Memory())

    private struct Memory {
        var names: [BuyerID: (name: CustomerName, until: Timestamp)] = [:]
    }

    private static let lifetime = Duration.seconds(60)
    private static let capacity = 10_000
    private static let largestCall = 100

    init(accounts: PeerClient, clock: WallClock) {
        self.accounts = accounts
        self.clock = clock
    }

    func knownName(of buyer: BuyerID) -> CustomerName? {
        let now = clock.now()
        return known.withLock { memory in
            guard let entry = memory.names[buyer], entry.until > now else { return nil }
            return entry.name
        }
    }

    func names(of buyers: Set<BuyerID>) async -> [BuyerID: CustomerName] {
        var result: [BuyerID: CustomerName] = [:]
        var missing: [BuyerID] = []
        for buyer in buyers {
            if let name = knownName(of: buyer) { result[buyer] = name } else { missing.append(buyer) }
        }
        var rest = missing.sorted()[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.largestCall)
            rest = rest.dropFirst(Self.largestCall)
            do {
                let ids = part.map { UserID($0.rawValue) }
                let list = try await accounts.call(AccountsAPI.accounts, query: UserIDsQuery(ids: ids))
                for account in list.users { result[BuyerID(account.user.id.rawValue)] = CustomerName(account.user) }
            } catch {
                // An order without its buyer's name is better than no order.
                Logger.current.warning("buyers' names are not known now", error: error)
                break
            }
        }
        remember(result.filter { missing.contains($0.key) })
        return result
    }

    private func remember(_ names: [BuyerID: CustomerName]) {
        guard !names.isEmpty else { return }
        let until = clock.now() + Self.lifetime
        known.withLock { memory in
            if memory.names.count + names.count > Self.capacity { memory.names.removeAll(keepingCapacity: true) }
            for (buyer, name) in names { memory.names[buyer] = (name, until) }
        }
    }
}

extension CustomerName {
    fileprivate init(_ user: UserView) {
        self.init(username: user.username, firstName: user.firstName, lastName: user.lastName)
    }
}
