import Contracts
import HTTP
import Messaging
import SQL
import Values

/// Changes what an account says about its user.
struct UserEditing: Sendable {
    let parts: Parts

    /// - Throws: 404, 403, 409 `duplicate`, 412.
    func edit(
        _ id: UserID, by caller: User, if preconditions: Preconditions = Preconditions(),
        _ change: @escaping @Sendable (inout UserDetails) -> Void
    ) async throws -> UserRow {
        try await parts.database.transaction { transaction in
            let (actor, target) = try await parts.authority.target(id, of: caller, in: transaction)
            guard target.closedAt == nil else { throw Problem.notFound }
            try preconditions.check(target.etag)
            var details = target.details
            change(&details)
            return try await write(details, of: target, by: actor, in: transaction)
        }
    }

    private func write(
        _ details: UserDetails, of user: UserRow, by actor: UserRow, in transaction: any Transaction
    ) async throws -> UserRow {
        let before = user.details
        if details.username != before.username || details.email != before.email {
            try await LoginNames.claim(details, for: user.id, in: transaction)
        }
        // Another address has to be proved anew, and links to the old one open nothing any more.
        let isSameAddress = details.email.lookupKey == before.email.lookupKey
        let changed = try await parts.users.write(
            details, emailVerified: user.emailVerified && isSameAddress, of: user, in: transaction)
        if !isSameAddress {
            try await parts.oneTimeTokens.takeBack(of: user.id, in: transaction)
            try await parts.mails.drop(of: user.id, in: transaction)
            try await parts.mails.askForVerification(of: user.id, in: transaction)
        }
        if actor.id != user.id {
            try await parts.audit.record(.changedUser, by: actor.id, on: user.id, in: transaction)
        } else if !isSameAddress {
            try await parts.audit.record(.changedAddress, by: actor.id, on: user.id, in: transaction)
        }
        try await parts.outbox.append(UserUpdated(changed), in: transaction)
        return changed
    }
}

extension UserUpdated {
    init(_ user: UserRow) {
        self.init(userID: user.id, role: user.role, isActive: user.isActive)
    }
}
