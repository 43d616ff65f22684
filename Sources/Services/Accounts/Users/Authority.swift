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
        guard let actor = try await users.find(caller.id, in: connection), actor.mayLogIn else {
            throw Problem.unauthorized("The account is not active.")
        }
        return actor
    }

    /// The user that the caller wants to change, locked.
    /// - Throws: 404 for what the caller may not even see, 403 for staff in the hands of others than admins.
    func target(
        _ id: UserID, of caller: User, in transaction: any Transaction
    ) async throws -> (actor: UserRow, target: UserRow) {
        let actor = try await actor(caller, in: transaction)
        guard actor.id == id || actor.role.isStaff, let target = try await users.lock(id, in: transaction) else {
            throw Problem.notFound
        }
        if actor.id != target.id, target.role.isStaff, actor.role != .admin {
            throw Problem.forbidden("Only admins may act on staff.")
        }
        return (actor, target)
    }

    /// What the shop cannot do without: whoever takes an admin away has to leave another one.
    /// - Throws: 409 `last_admin`.
    func leaveAnAdmin(besides target: UserRow, in transaction: any Transaction) async throws {
        guard target.role == .admin else { return }
        // In order of the key, and all of them: two admins who remove each other wait here for one another.
        let admins = try await transaction.query(
            """
            select id from users where role = 'admin' and is_active and closed_at is null
            order by id\(transaction.dialect.forUpdate)
            """
        ) { row in try row.get("id", as: UserID.self) }
        if !admins.contains(where: { $0 != target.id }) {
            throw Problem(.lastAdmin, "Make somebody else an admin first.")
        }
    }
}
