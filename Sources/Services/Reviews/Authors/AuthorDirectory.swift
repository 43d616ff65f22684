import Caching
import Contracts
import EventLoops
import ServiceKit
import Values

/// The names of authors. They belong to accounts, which is asked once for all names of a page; what it says is kept
/// for a minute, so that a name changes here at most that much later than there.
///
/// Reviews are worth reading without names: while accounts is away they are left out, and it is not asked again before
/// a moment has passed, so that it holds up one page and not each.
struct AuthorDirectory: Sendable {
    private static let lifetime = Duration.seconds(60)
    private static let pause = Duration.seconds(2)
    private static let bytes = 4 << 20

    private let accounts: PeerClient
    private let clock: WallClock
    private let names: MemoryCache
    private let awayUntil = Lock<Timestamp?>(nil)

    init(accounts: PeerClient, clock: WallClock) {
        self.accounts = accounts
        self.clock = clock
        names = MemoryCache(limits: CacheLimits(bytes: Self.bytes, timeToLive: Self.lifetime), clock: clock)
    }

    /// The users as they are shown; who is missing is unknown, or not known just now.
    /// - Parameter ids: no more than a page has.
    func summaries(of ids: some Sequence<UserID>) async -> [UserID: UserSummary] {
        var found: [UserID: UserSummary] = [:]
        var missing: [UserID] = []
        for id in Set(ids) {
            switch names.cached(Self.key(id)) {
            // Kept as well: that accounts knows nobody of this id.
            case .some(let name) where name.isEmpty: break
            case .some(let name): found[id] = UserSummary(id: id, username: String(decoding: name, as: UTF8.self))
            case .none: missing.append(id)
            }
        }
        guard !missing.isEmpty, mayAsk else { return found }
        for user in await ask(for: missing.sorted()) { found[user.id] = user }
        return found
    }

    /// Drops a name, as that of somebody who has left.
    func forget(_ id: UserID) {
        names.remove(Self.key(id))
    }

    private var mayAsk: Bool {
        let now = clock.now()
        return awayUntil.withLock { $0.map { $0 <= now } ?? true }
    }

    private func ask(for ids: [UserID]) async -> [UserSummary] {
        do {
            let users = try await accounts.call(AccountsAPI.accounts, query: UserIDsQuery(ids: ids)).users.map {
                UserSummary(id: $0.user.id, username: $0.user.username)
            }
            for id in ids { names.set([], for: Self.key(id)) }
            for user in users { names.set(Array(user.username.utf8), for: Self.key(user.id)) }
            return users
        } catch is CancellationError {
            return []
        } catch {
            // The client has logged it.
            awayUntil.withLock { $0 = clock.now() + Self.pause }
            return []
        }
    }

    private static func key(_ id: UserID) -> String { "\(id)" }
}
