import Contracts
import HTTP
import SQL
import Values

/// Who may do what to whom, by what the database says at this moment: a token may be some minutes behind.
struct Authority: Sendable {
    let users: UserStore

    /// The caller.
    /// - Throws: 401 for an account that has been closed or switched off since the token was made.
    func actor(_ caller: User, in connection: some SQLConnection) async throws -> UserRow {
        try Self.active(try await users.find(caller.id, in: connection))
    }

    private static func active(_ actor: UserRow?) throws -> UserRow {
        guard let actor, actor.mayLogIn else { throw Problem.unauthorized("The account is not active.") }
        return actor
    }

    /// The user that the caller wants to change. Both are locked: neither loses a right while it is being used.
    /// - Throws: 404 for what the caller may not even see, 403 for staff in the hands of others than admins.
    func target(
        _ id: UserID, of caller: User, in transaction: any Transaction
    ) async throws -> (actor: UserRow, target: UserRow) {
        let both = try await users.lock([caller.id, id], in: transaction)
        let actor = try Self.active(both.first { $0.id == caller.id })
        guard actor.id == id || actor.role.isStaff, let target = both.first(where: { $0.id == id }) else {
            throw Problem.notFound
        }
        if actor.id != target.id, target.role.isStaff, actor.role != .admin {
            throw Problem.forbidden("Only admins may act on staff.")
        }
        return (actor, target)
    }

    /// What the shop cannot do without: whoever takes an admin away has to leave another one.
    /// - Parameters: as ``target(_:of:in:)`` has locked them.
    /// - Throws: 409 `last_admin`.
    func leaveAnAdmin(
        besides target: UserRow, by actor: UserRow, in transaction: any Transaction
    ) async throws {
        // An admin who takes away another stays.
        guard target.role == .admin, actor.id == target.id || actor.role != .admin else { return }
        let other = try await transaction.first(
            """
            select id from users where role = 'admin' and is_active and closed_at is null and id <> \(target.id)
            order by id limit 1\(transaction.dialect.forUpdate)
            """)
        guard other != nil else { throw Problem(.lastAdmin, "Make somebody else an admin first.") }
    }
}
