import Contracts
import HTTP
import JSON
import Messaging
import SQL
import Values

/// What staff do to accounts. Each writes one entry into the audit log, in the transaction of its effect.
struct StaffActions: Sendable {
    let parts: Parts

    /// - Throws: 404, 403, 409 `last_admin`, 412, 422 for a role that is missing or does not belong there.
    func perform(
        _ action: UserAction, on id: UserID, by caller: User, if preconditions: Preconditions = Preconditions()
    ) async throws -> UserRow {
        try Self.check(action)
        return try await parts.database.transaction { transaction in
            let (actor, target) = try await parts.authority.target(id, of: caller, in: transaction)
            // The role in the token may have been taken away a minute ago.
            guard actor.role.isStaff else { throw Problem.forbidden }
            guard target.closedAt == nil else { throw Problem.notFound }
            if target.role.isStaff, actor.role != .admin { throw Problem.forbidden("Only admins may act on staff.") }
            try preconditions.check(target.etag)
            let changed = try await apply(action, to: target, by: actor, in: transaction)
            try await parts.audit.record(
                .performed(action.action), by: actor.id, on: id, detail: action.role?.rawValue ?? "", in: transaction)
            if changed.version != target.version {
                try await parts.outbox.append(UserUpdated(changed), in: transaction)
            }
            return changed
        }
    }

    private func apply(
        _ action: UserAction, to target: UserRow, by actor: UserRow, in transaction: any Transaction
    ) async throws -> UserRow {
        switch action.action {
        case .activate:
            return try await parts.users.setActive(true, of: target.id, in: transaction)
        case .deactivate:
            try await parts.authority.leaveAnAdmin(besides: target, by: actor, in: transaction)
            try await parts.sessions.revokeAll(of: target.id, in: transaction)
            return try await parts.users.setActive(false, of: target.id, in: transaction)
        case .setRole:
            let role = action.role ?? target.role
            if role.isStaff, actor.role != .admin { throw Problem.forbidden("Only admins may make staff.") }
            if role != .admin { try await parts.authority.leaveAnAdmin(besides: target, by: actor, in: transaction) }
            // Tokens of the old role must not be renewed.
            try await parts.sessions.revokeAll(of: target.id, in: transaction)
            return try await parts.users.setRole(role, of: target.id, in: transaction)
        case .sendPasswordReset:
            guard target.isActive else { throw Problem.conflict(.conflict, "The account is not active.") }
            try await parts.mails.askForPasswordReset(of: target.id, in: transaction)
            return target
        case .revokeSessions:
            try await parts.sessions.revokeAll(of: target.id, in: transaction)
            return target
        }
    }

    private static func check(_ action: UserAction) throws {
        if action.action == .setRole, action.role == nil {
            throw Problem.invalid([FieldError(pointer: "/role", code: "required", message: "is required")])
        }
        if action.action != .setRole, action.role != nil {
            throw Problem.invalid([
                FieldError(pointer: "/role", code: "unexpected", message: "goes with set_role only")
            ])
        }
    }
}
