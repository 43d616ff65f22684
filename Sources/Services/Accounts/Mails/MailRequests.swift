import Contracts
import Messaging
import SQL
import Security
import Values

/// Mails with a secret that notifications have still to be asked for. Each is a row in the transaction that wants it,
/// the secret sealed, so that it is asked for however often notifications or we go down.
struct MailRequests: Sendable {
    let clock: WallClock
    let oneTimeTokens: OneTimeTokens
    let sealedBox: SealedBox
    let bell = WakeUp()

    struct Due: Sendable {
        let id: MailRequestID
        let kind: MailRequest.Kind
        let userID: UserID
        let sealedToken: [UInt8]
        let expiresAt: Timestamp
        let attempts: Int
    }

    func askForVerification(of user: UserID, in transaction: any Transaction) async throws {
        try await ask(.emailVerification, .emailVerification, user, transaction)
    }

    func askForPasswordReset(of user: UserID, in transaction: any Transaction) async throws {
        try await ask(.passwordReset, .passwordReset, user, transaction)
    }

    /// Somebody asks for a reset; whether anybody has this address is found out by `resolveResets`.
    func noteReset(for address: EmailAddress, in transaction: any Transaction) async throws {
        let now = clock.now()
        try await transaction.execute(
            """
            insert into reset_requests (id, login_name, requested_at)
            values (\(MailRequestID(.version7(at: now))), \(address.lookupKey), \(now))
            """)
        transaction.afterCommit { [bell] in bell.raise() }
    }

    /// Makes mails of what was asked for by people who exist.
    /// - Returns: how many requests there were.
    func resolveResets(_ users: UserStore, limit: Int, in database: any Database) async throws -> Int {
        guard try await database.first("select 1 from reset_requests limit 1") != nil else { return 0 }
        return try await database.transaction { transaction in
            let names = try await transaction.execute(
                """
                delete from reset_requests where id in (
                    select id from reset_requests order by id limit \(limit)\(transaction.dialect.forUpdateSkipLocked)
                ) returning login_name
                """
            ).rows.map { row in try row.get("login_name", as: String.self) }
            var ids: Set<UserID> = []
            for name in Set(names) {
                if let user = try await users.find(login: name, in: transaction) { ids.insert(user.id) }
            }
            // Held, so that of two requests of one person the later one sees the token of the earlier one.
            for user in try await users.lock(Array(ids), in: transaction) where user.mayLogIn {
                try await askForPasswordReset(of: user.id, in: transaction)
            }
            return names.count
        }
    }

    /// What was not asked for yet is not wanted any more.
    func drop(of user: UserID, _ kind: MailRequest.Kind? = nil, in transaction: any Transaction) async throws {
        let which: Query = kind.map { " and kind = \($0.rawValue)" } ?? ""
        try await transaction.execute("delete from mail_requests where user_id = \(user)\(fragment: which)")
    }

    /// Takes some that are due, for the time of a lease: should this process die, somebody else tries again.
    func claim(limit: Int, lease: Duration, in database: any Database) async throws -> [Due] {
        let now = clock.now()
        guard
            try await database.first("select 1 from mail_requests where next_attempt_at <= \(now) limit 1") != nil
        else { return [] }
        return try await database.execute(
            """
            update mail_requests set attempts = attempts + 1, next_attempt_at = \(now + lease)
            where id in (
                select id from mail_requests where next_attempt_at <= \(now)
                order by next_attempt_at, id limit \(limit)\(database.dialect.forUpdateSkipLocked)
            )
            returning id, kind, user_id, sealed_token, expires_at, attempts
            """
        ).rows.compactMap { row in
            guard let kind = MailRequest.Kind(rawValue: try row.get("kind")) else { return nil }
            return Due(
                id: try row.get("id"), kind: kind, userID: try row.get("user_id"),
                sealedToken: try row.get("sealed_token"), expiresAt: try row.get("expires_at"),
                attempts: try row.get("attempts"))
        }
    }

    func token(of mail: Due) throws -> Secret<String> {
        Secret(String(decoding: try sealedBox.open(mail.sealedToken, context: Self.context(mail.id)), as: UTF8.self))
    }

    func finish(_ mail: MailRequestID, in connection: some SQLConnection) async throws {
        try await connection.execute("delete from mail_requests where id = \(mail)")
    }

    func postpone(_ mail: MailRequestID, by pause: Duration, in connection: some SQLConnection) async throws {
        try await connection.execute(
            "update mail_requests set next_attempt_at = \(clock.now() + pause) where id = \(mail)")
    }

    private func ask(
        _ kind: MailRequest.Kind, _ purpose: OneTimeTokens.Purpose, _ user: UserID, _ transaction: any Transaction
    ) async throws {
        // An earlier token is worth nothing now, and neither is a mail with it.
        try await drop(of: user, kind, in: transaction)
        let (token, expiresAt) = try await oneTimeTokens.issue(purpose, for: user, in: transaction)
        let now = clock.now()
        let id = MailRequestID(.version7(at: now))
        let sealed = sealedBox.seal(Array(token.reveal().utf8), context: Self.context(id))
        try await transaction.execute(
            """
            insert into mail_requests (id, kind, user_id, sealed_token, expires_at, attempts, next_attempt_at)
            values (\(id), \(kind.rawValue), \(user), \(sealed), \(expiresAt), 0, \(now))
            """)
        transaction.afterCommit { [bell] in bell.raise() }
    }

    private static func context(_ id: MailRequestID) -> String { "accounts mail \(id)" }
}
