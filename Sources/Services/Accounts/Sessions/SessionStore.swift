import Contracts
import Endpoints
import SQL
import Security
import ServiceKit
import Values

/// Sessions and their refresh tokens. A token is spent by its use, and the next one takes its place; one that comes
/// again ends the session, as either of the two who know it has stolen it.
struct SessionStore: Sendable {
    static let lifetime = Duration.seconds(30 * 24 * 60 * 60)
    /// How many sessions a user may have; the oldest makes room.
    static let limit = 50

    let clock: WallClock
    let random: RandomSource

    struct Opened: Sendable {
        let id: SessionID
        let refreshToken: OpaqueToken
    }

    enum Refreshed: Sendable {
        case renewed(Opened, of: UserID)
        /// It had been spent: the session is over.
        case reused(SessionID, of: UserID)
        case refused
    }

    func open(for user: UserID, from client: Client, in transaction: any Transaction) async throws -> Opened {
        let now = clock.now()
        let id: SessionID = try await transaction.insert(
            """
            insert into sessions (user_id, user_agent, address, created_at, last_used_at, expires_at)
            values (\(user), \(client.userAgent), \(client.address), \(now), \(now), \(now + Self.lifetime))
            returning id
            """)
        try await makeRoom(for: user, in: transaction)
        return Opened(id: id, refreshToken: try await issue(for: id, in: transaction))
    }

    /// Spends a token for the next one. The caller commits whatever the outcome is.
    func refresh(_ text: Secret<String>, in transaction: any Transaction) async throws -> Refreshed {
        guard let token = OpaqueToken(text.reveal()) else { return .refused }
        let now = clock.now()
        // The session before its tokens, as everybody who changes them does.
        let used = try await transaction.execute(
            """
            update sessions set last_used_at = \(now), expires_at = \(now + Self.lifetime)
            where revoked_at is null and id = (
                select session_id from refresh_tokens
                where hash = \(token.hash) and spent_at is null and expires_at > \(now))
            returning id, user_id
            """)
        guard let session = used.rows.first else { return try await refuse(token, in: transaction) }
        let spent = try await transaction.execute(
            "update refresh_tokens set spent_at = \(now) where hash = \(token.hash) and spent_at is null")
        // Somebody was faster by a moment.
        guard spent.rowsChanged == 1 else { return try await refuse(token, in: transaction) }
        let id: SessionID = try session.get("id")
        return .renewed(
            Opened(id: id, refreshToken: try await issue(for: id, in: transaction)), of: try session.get("user_id"))
    }

    /// Ends the session that a token belongs to, be it live or spent.
    func revoke(_ text: Secret<String>, in transaction: any Transaction) async throws {
        guard let token = OpaqueToken(text.reveal()) else { return }
        try await revoke(
            where: "id = (select session_id from refresh_tokens where hash = \(token.hash))", in: transaction)
    }

    /// - Returns: false if the user has no such session.
    func revoke(_ id: SessionID, of user: UserID, in transaction: any Transaction) async throws -> Bool {
        try await revoke(where: "id = \(id) and user_id = \(user)", in: transaction) == 1
    }

    func revokeAll(of user: UserID, except kept: SessionID? = nil, in transaction: any Transaction) async throws {
        let others: Query = kept.map { " and id <> \($0)" } ?? ""
        try await revoke(where: "user_id = \(user)\(fragment: others)", in: transaction)
    }

    func list(
        of user: UserID, current: SessionID?, window: PageWindow, in connection: some SQLConnection
    ) async throws -> (part: ListPart<SessionView>, count: Int) {
        let now = clock.now()
        let sessions = try await connection.query(try Self.page(of: user, at: now, window)) { row in
            let id: SessionID = try row.get("id")
            return SessionView(
                id: id, userAgent: try row.get("user_agent"), address: try row.get("address"),
                createdAt: try row.get("created_at"), lastUsedAt: try row.get("last_used_at"),
                isCurrent: id == current)
        }
        let part = Self.order.part(sessions, window)
        return (part, try await connection.count(part, Self.count(of: user, at: now)))
    }

    private static let order = ListOrder<SessionView>(
        "newest", .descending, [.moment("created_at", \.createdAt), .identifier("id", \.id)])

    static func page(of user: UserID, at now: Timestamp, _ window: PageWindow) throws -> Query {
        try order.query(
            "select id, user_agent, address, created_at, last_used_at from sessions", where: live(user, now), window)
    }

    static func count(of user: UserID, at now: Timestamp) -> Query {
        PageWindow.counting("from sessions where \(fragment: live(user, now).joined(separator: " and "))")
    }

    private static func live(_ user: UserID, _ now: Timestamp) -> [Query] {
        ["user_id = \(user)", "revoked_at is null", "expires_at > \(now)"]
    }

    // MARK: Steps

    private func issue(for session: SessionID, in transaction: any Transaction) async throws -> OpaqueToken {
        let token = OpaqueToken.generate(random: random)
        let now = clock.now()
        try await transaction.executeAhead(
            """
            insert into refresh_tokens (hash, session_id, issued_at, expires_at)
            values (\(token.hash), \(session), \(now), \(now + Self.lifetime))
            """)
        return token
    }

    private func refuse(_ token: OpaqueToken, in transaction: any Transaction) async throws -> Refreshed {
        let known = try await transaction.first(
            """
            select sessions.id as id, sessions.user_id as user_id from refresh_tokens
            join sessions on sessions.id = refresh_tokens.session_id
            where refresh_tokens.hash = \(token.hash) and refresh_tokens.spent_at is not null
            """)
        guard let known else { return .refused }
        let (id, user): (SessionID, UserID) = (try known.get("id"), try known.get("user_id"))
        let ended = try await revoke(where: "id = \(id)", in: transaction)
        return ended == 1 ? .reused(id, of: user) : .refused
    }

    private func makeRoom(for user: UserID, in transaction: any Transaction) async throws {
        try await revoke(
            where: """
                id in (
                    select id from sessions where user_id = \(user) and revoked_at is null
                    order by created_at desc, id desc limit 1000 offset \(Self.limit)
                )
                """, in: transaction)
    }

    /// What is revoked holds no token any more; the spent ones stay, to know them again.
    @discardableResult
    private func revoke(where condition: Query, in transaction: any Transaction) async throws -> Int {
        let revoked = try await transaction.execute(
            """
            update sessions set revoked_at = \(clock.now())
            where revoked_at is null and \(fragment: condition) returning id
            """)
        let ids = try revoked.rows.map { row in try row.get("id", as: SessionID.self) }
        if !ids.isEmpty {
            try await transaction.executeAhead(
                "delete from refresh_tokens where session_id in \(list: ids) and spent_at is null")
        }
        return ids.count
    }
}
