import Contracts
import HTTP
import SQL
import Values

/// Closes an account: nobody logs in any more, from this moment on. Its data goes later, by the `AccountCloser`.
struct Closing: Sendable {
    let parts: Parts
    let closures: ClosureStore

    /// Repeatable.
    /// - Throws: 404, 403, 409 `last_admin`, 412.
    func close(_ id: UserID, by caller: User, if preconditions: Preconditions = Preconditions()) async throws {
        try await parts.database.transaction { transaction in
            if caller.id == id, try await parts.users.find(id, in: transaction).map({ $0.closedAt != nil }) ?? true {
                return
            }
            let (actor, target) = try await parts.authority.target(id, of: caller, in: transaction)
            guard target.closedAt == nil else { return }
            try preconditions.check(target.etag)
            try await parts.authority.leaveAnAdmin(besides: target, by: actor, in: transaction)
            try await parts.users.close(id, in: transaction)
            try await parts.sessions.revokeAll(of: id, in: transaction)
            try await parts.oneTimeTokens.takeBack(of: id, in: transaction)
            try await parts.mails.drop(of: id, in: transaction)
            try await parts.audit.record(.closedAccount, by: actor.id, on: id, in: transaction)
            try await closures.add(id, in: transaction)
        }
    }
}
