import Contracts
import Messaging
import SQL
import Values

/// Closed accounts whose personal data has still to go.
struct ClosureStore: Sendable {
    let clock: WallClock
    let bell = WakeUp()

    struct Due: Sendable {
        let userID: UserID
        let attempts: Int
        let leaseEnd: Timestamp
    }

    func add(_ user: UserID, in transaction: any Transaction) async throws {
        let now = clock.now()
        try await transaction.execute(
            """
            insert into closures (user_id, requested_at, attempts, next_attempt_at) values (\(user), \(now), 0, \(now))
            """)
        transaction.afterCommit { [bell] in bell.raise() }
    }

    /// Takes some that are due, for the time of a lease.
    func claim(limit: Int, lease: Duration, in database: any Database) async throws -> [Due] {
        let now = clock.now()
        let leaseEnd = now + lease
        guard try await database.first("select 1 from closures where next_attempt_at <= \(now) limit 1") != nil
        else { return [] }
        return try await database.execute(
            """
            update closures set attempts = attempts + 1, next_attempt_at = \(leaseEnd)
            where user_id in (
                select user_id from closures where next_attempt_at <= \(now)
                order by next_attempt_at, user_id limit \(limit)\(database.dialect.forUpdateSkipLocked)
            )
            returning user_id, attempts
            """
        ).rows.map { row in
            Due(userID: try row.get("user_id"), attempts: try row.get("attempts"), leaseEnd: leaseEnd)
        }
    }

    /// An order of the user's has ended: it may have been the last one.
    func hasten(_ user: UserID, in transaction: any Transaction) async throws {
        let hastened = try await transaction.execute(
            "update closures set next_attempt_at = \(clock.now()) where user_id = \(user)")
        if hastened.rowsChanged == 1 { transaction.afterCommit { [bell] in bell.raise() } }
    }

    /// Unless it was hastened since it was claimed: then an order has ended that was still counted as open.
    func postpone(_ closure: Due, by pause: Duration, in connection: some SQLConnection) async throws {
        try await connection.execute(
            """
            update closures set next_attempt_at = \(clock.now() + pause)
            where user_id = \(closure.userID) and next_attempt_at = \(closure.leaseEnd)
            """)
    }

    /// Comes back to an account that is blank, or will be by the end of the transaction.
    func returnTo(_ user: UserID, after pause: Duration, in transaction: any Transaction) async throws {
        try await transaction.execute(
            "update closures set attempts = 0, next_attempt_at = \(clock.now() + pause) where user_id = \(user)")
    }

    /// - Returns: false if the account has not been blank for so long.
    func end(_ user: UserID, blankFor pause: Duration, in transaction: any Transaction) async throws -> Bool {
        try await transaction.execute(
            """
            delete from closures where user_id = \(user)
                and exists (select 1 from users where id = \(user) and blanked_at <= \(clock.now() - pause))
            """
        ).rowsChanged == 1
    }

    /// Removes what is personal, and keeps the id, to which orders and reviews refer.
    /// - Returns: false if that was done already.
    func blank(_ user: UserID, in transaction: any Transaction) async throws -> Bool {
        let now = clock.now()
        let pseudonym = "closed-\(user)"
        let blanked = try await transaction.execute(
            """
            update users set username = \(pseudonym), email = \(pseudonym + "@invalid.example"), password_hash = null,
                first_name = '', last_name = '', search_text = '', email_verified = \(false), blanked_at = \(now),
                version = version + 1
            where id = \(user) and closed_at is not null and blanked_at is null
            """)
        guard blanked.rowsChanged == 1 else { return false }
        try await transaction.execute(
            """
            update profiles set phone = '', address = '', store_name = '', updated_at = \(now), version = version + 1
            where user_id = \(user)
            """)
        try await transaction.execute("delete from login_names where user_id = \(user)")
        try await transaction.execute("delete from one_time_tokens where user_id = \(user)")
        try await transaction.execute("delete from mail_requests where user_id = \(user)")
        try await transaction.execute(
            "delete from refresh_tokens where session_id in (select id from sessions where user_id = \(user))")
        try await transaction.execute("delete from sessions where user_id = \(user)")
        return true
    }
}
