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
        /// Until when accounts, which did not answer, is left alone: orders do not wait for it one after the other.
        var quietUntil: Timestamp?
    }

    private static let lifetime = Duration.seconds(60)
    private static let quiet = Duration.seconds(5)
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
        guard !isQuiet else { return result }
        var rest = missing.sorted()[...]
        while !rest.isEmpty {
            do {
                result.merge(try await ask(rest.prefix(Self.largestCall))) { _, new in new }
            } catch {
                // An order without its buyer's name is better than no order.
                Logger.current.warning("buyers' names are not known now", error: error)
                keepQuiet()
                break
            }
            rest = rest.dropFirst(Self.largestCall)
        }
        return result
    }

    func exists(_ buyer: BuyerID) async throws -> Bool {
        if knownName(of: buyer) != nil { return true }
        return try await ask([buyer])[buyer] != nil
    }

    private func ask(_ buyers: some Collection<BuyerID>) async throws -> [BuyerID: CustomerName] {
        let ids = buyers.map { UserID($0.rawValue) }
        let list = try await accounts.call(AccountsAPI.accounts, query: UserIDsQuery(ids: ids))
        var names: [BuyerID: CustomerName] = [:]
        for account in list.users { names[BuyerID(account.user.id.rawValue)] = CustomerName(account.user) }
        remember(names)
        return names
    }

    private var isQuiet: Bool {
        let now = clock.now()
        return known.withLock { memory in memory.quietUntil.map { $0 > now } ?? false }
    }

    private func keepQuiet() {
        let until = clock.now() + Self.quiet
        known.withLock { $0.quietUntil = until }
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
