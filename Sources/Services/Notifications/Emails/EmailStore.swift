import Contracts
import Endpoints
import SQL
import Security
import ServiceKit
import Values

/// Mails in a database: to write, to read, to forget.
struct EmailStore: Sendable {
    let box: SealedBox
    let clock: WallClock

    /// Queues a mail. The same request again changes nothing.
    func queue(
        _ letter: Letter, request: MailRequestID, to recipient: EmailAddress, of user: UserID?,
        in transaction: any Transaction
    ) async throws {
        let now = clock.now()
        let sealed = letter.secretBody.map { box.seal(Array($0.reveal().utf8), context: Email.context(request)) }
        try await transaction.execute(
            """
            insert into emails (request_id, kind, user_id, recipient, subject, body, sealed_body, state, next_attempt_at,
                created_at)
            values (\(request), \(letter.kind), \(user), \(recipient), \(letter.subject), \(letter.body), \(sealed),
                \(EmailState.queued), \(now), \(now))
            on conflict (request_id) do nothing
            """)
    }

    func email(_ id: EmailID, on connection: some SQLConnection) async throws -> Email? {
        try await connection.first(
            "select \(fragment: Email.columns) from emails where id = \(id)", Email.init)
    }

    /// The newest first.
    func emails(
        _ query: EmailQuery, on connection: some SQLConnection
    ) async throws -> (part: ListPart<Email>, count: Int) {
        let emails = try await connection.query(try Self.page(query), Email.init)
        let part = Self.order.part(emails, query.window)
        return (part, try await connection.count(part, Self.count(query)))
    }

    private static let order = ListOrder<Email>(
        "newest", .descending, [.moment("created_at", \.createdAt), .identifier("id", \.id)])

    static func page(_ query: EmailQuery) throws -> Query {
        try order.query(
            "select \(fragment: Email.columns) from emails", where: conditions(query), query.window)
    }

    static func count(_ query: EmailQuery) -> Query {
        let conditions = conditions(query)
        let filter: Query = conditions.isEmpty ? "" : "where " + conditions.joined(separator: " and ")
        return PageWindow.counting("from emails \(fragment: filter)")
    }

    private static func conditions(_ query: EmailQuery) -> [Query] {
        var conditions: [Query] = []
        if let kind = query.kind { conditions.append("kind = \(kind)") }
        if let state = query.state { conditions.append("state = \(state)") }
        return conditions
    }

    /// Puts a mail that was sent, or given up, back into the queue.
    /// - Returns: the mail; nil if there is none.
    func requeue(_ id: EmailID, in transaction: any Transaction) async throws -> Email? {
        try await transaction.execute(
            """
            update emails set state = \(EmailState.queued), attempts = 0, next_attempt_at = \(clock.now()),
                last_error = null
            where id = \(id) and state <> \(EmailState.queued) and recipient is not null
            """)
        return try await email(id, on: transaction)
    }

    /// Forgets a user: the mails of that user, and any other to the same address.
    func forget(_ user: UserID, in transaction: any Transaction) async throws {
        // In two steps: the first one hides by what the second would find its rows.
        let addresses = try await transaction.query(
            "select distinct recipient from emails where user_id = \(user) and recipient is not null"
        ) { try $0.get(at: 0, as: EmailAddress.self) }
        try await transaction.execute(
            """
            update emails set recipient = null, body = '', sealed_body = null, next_attempt_at = null,
                state = case when state = \(EmailState.queued) then \(EmailState.failed) else state end,
                last_error = case when state = \(EmailState.queued) then 'the account is closed' else last_error end
            where user_id = \(user) or recipient in \(list: addresses)
            """)
    }
}
