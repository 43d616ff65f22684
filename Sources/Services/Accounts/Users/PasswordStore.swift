import Contracts
import SQL
import Security

/// The users' password hashes.
enum PasswordStore {
    /// Replaces the hash that was checked.
    /// - Returns: false if it has been replaced meanwhile, or the user can no longer log in.
    static func replace(
        _ old: PasswordHash, by new: PasswordHash, of user: UserID, in connection: some SQLConnection
    ) async throws -> Bool {
        try await connection.execute(
            """
            update users set password_hash = \(new.encoded)
            where id = \(user) and password_hash = \(old.encoded) and is_active and closed_at is null
            """
        ).rowsChanged == 1
    }

    /// - Returns: false if the user can no longer log in.
    static func set(
        _ hash: PasswordHash, of user: UserID, in connection: some SQLConnection
    ) async throws -> Bool {
        try await connection.execute(
            """
            update users set password_hash = \(hash.encoded)
            where id = \(user) and is_active and closed_at is null
            """
        ).rowsChanged == 1
    }

    /// Whether the hash that was checked is still the one, and the user may log in. Locks the row, so that a change of
    /// the password either sees the session that is opened now, or is seen here.
    static func stillHolds(
        _ hash: PasswordHash?, of user: UserID, in transaction: any Transaction
    ) async throws -> Bool {
        let found = try await transaction.first(
            """
            select 1 from users
            where id = \(user) and password_hash = \(hash?.encoded) and is_active and closed_at is null
            \(transaction.dialect.forUpdate)
            """)
        return found != nil
    }
}
