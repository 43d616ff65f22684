import Contracts
import ServiceKit
import Values

/// The names of authors, from accounts. Reviews are worth reading without them.
struct AuthorDirectory: Sendable {
    private let authors: PeerDirectory<UserID, UserSummary>

    init(accounts: PeerClient, clock: WallClock) {
        authors = PeerDirectory(clock: clock) { ids in
            let users = try await accounts.call(AccountsAPI.accounts, query: UserIDsQuery(ids: ids)).users
            return Dictionary(
                users.map { ($0.user.id, UserSummary(id: $0.user.id, username: $0.user.username)) },
                uniquingKeysWith: { _, last in last })
        }
    }

    /// The users as they are shown; who is missing is unknown, or not known just now.
    func summaries(of ids: some Sequence<UserID>) async -> [UserID: UserSummary] {
        await authors.entries(of: ids)
    }

    /// Drops a name, as that of somebody who has left.
    func forget(_ id: UserID) {
        authors.forget(id)
    }
}
