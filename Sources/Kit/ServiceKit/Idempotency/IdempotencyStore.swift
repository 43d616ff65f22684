import HTTP
public import SQL
public import Values

/// Binds an `Idempotency-Key` to one outcome for 24 hours.
///
/// The key's row is written in the transaction of the effect, so that neither can be without the other: a crash leaves
/// both or none. Work of a single transaction uses `perform`; work of several steps claims the key with its first step
/// and settles it with its last, or lets a sweeper do that.
public struct IdempotencyStore: Sendable {
    /// How long an outcome is remembered.
    public static let lifetime = Duration.seconds(24 * 60 * 60)

    private let clock: WallClock
    private let storedRefusals: Set<String>

    /// Makes a store.
    /// - Parameter refusals: problem codes that are outcomes, and are replayed. Any other problem stores nothing, so
    ///   that the client may try again under the same key.
    public init(clock: WallClock = .system, storing refusals: Set<String> = ["insufficient_stock", "price_changed"]) {
        self.clock = clock
        storedRefusals = refusals
    }

    /// Claims the key, in the transaction of the first step.
    /// - Parameters:
    ///   - request: nil without a key; the claim is fresh then and its ticket empty.
    ///   - reference: what the work is about, for whoever finishes it after a crash.
    ///   - lease: after how long a repeated request may take the work over. Without one only somebody else settles
    ///     what was left behind, such as a sweeper.
    /// - Throws: 422 `key_reused` for another body, 409 `request_in_progress` while the first is under way.
    public func begin(
        _ request: IdempotentRequest?, reference: String? = nil, lease: Duration? = nil,
        in transaction: any Transaction
    ) async throws -> IdempotencyClaim {
        guard let request else { return .fresh(.none) }
        let now = clock.now()
        let leasedUntil = lease.map { now + $0 }
        let claimed = try await transaction.execute(
            """
            insert into idempotency_keys (id, fingerprint, reference, attempt, leased_until, expires_at)
            values (\(request.id), \(request.fingerprint), \(reference), 1, \(leasedUntil), \(now + Self.lifetime))
            on conflict (id) do update set
                fingerprint = excluded.fingerprint, reference = excluded.reference,
                attempt = idempotency_keys.attempt + 1, leased_until = excluded.leased_until, outcome = null,
                expires_at = excluded.expires_at
            where idempotency_keys.expires_at <= \(now)
            returning attempt
            """)
        if let row = claimed.rows.first {
            return .fresh(
                IdempotencyTicket(id: request.id, attempt: try row.get("attempt"), reference: reference))
        }
        return try await joinEarlier(request, now: now, leasedUntil: leasedUntil, in: transaction)
    }

    private func joinEarlier(
        _ request: IdempotentRequest, now: Timestamp, leasedUntil: Timestamp?, in transaction: any Transaction
    ) async throws -> IdempotencyClaim {
        let row = try await transaction.first(
            """
            select fingerprint, reference, attempt, leased_until, outcome from idempotency_keys
            where id = \(request.id)\(transaction.dialect.forUpdate)
            """)
        guard let row else { throw Self.inProgress }
        guard try row.get("fingerprint", as: [UInt8].self) == request.fingerprint else { throw Problem(.keyReused) }
        if let outcome = try row.get("outcome", as: [UInt8]?.self) {
            return .settled(try IdempotentOutcome(storedBytes: outcome))
        }
        guard let end = try row.get("leased_until", as: Timestamp?.self), end <= now else { throw Self.inProgress }
        let attempt: Int = try row.get("attempt")
        try await transaction.execute(
            """
            update idempotency_keys set attempt = \(attempt + 1), leased_until = \(leasedUntil)
            where id = \(request.id)
            """)
        return .resumed(
            IdempotencyTicket(id: request.id, attempt: attempt + 1, reference: try row.get("reference")))
    }

    /// What the key is bound to already; nil if there is no key, or its work is not done. Claims nothing.
    /// - Throws: 422 `key_reused` for another body.
    public func outcome(
        of request: IdempotentRequest?, in connection: any SQLConnection
    ) async throws -> IdempotentOutcome? {
        guard let request else { return nil }
        let row = try await connection.first(
            """
            select fingerprint, outcome from idempotency_keys
            where id = \(request.id) and outcome is not null and expires_at > \(clock.now())
            """)
        guard let row else { return nil }
        guard try row.get("fingerprint", as: [UInt8].self) == request.fingerprint else { throw Problem(.keyReused) }
        return try IdempotentOutcome(storedBytes: try row.get("outcome"))
    }

    /// Notes what the work is about, once that is known: in the transaction that made it.
    public func refer(
        _ ticket: IdempotencyTicket, to reference: String, in transaction: any Transaction
    ) async throws {
        guard let id = ticket.id else { return }
        try await settle(
            "update idempotency_keys set reference = \(reference) where id = \(id)", by: ticket, in: transaction)
    }

    /// Settles the key, in the transaction of the last step. A refusal that is no outcome frees the key instead.
    /// - Throws: 409 `request_in_progress` if another attempt has taken over: this one must roll back.
    public func finish(
        _ ticket: IdempotencyTicket, _ outcome: IdempotentOutcome, in transaction: any Transaction
    ) async throws {
        guard let id = ticket.id else { return }
        guard isStored(outcome) else { return try await abandon(ticket, in: transaction) }
        try await settle(
            "update idempotency_keys set outcome = \(try outcome.storedBytes()) where id = \(id)", by: ticket,
            in: transaction)
    }

    /// Frees the key: the work left nothing behind, and may be tried again.
    public func abandon(_ ticket: IdempotencyTicket, in transaction: any Transaction) async throws {
        guard let id = ticket.id else { return }
        try await settle("delete from idempotency_keys where id = \(id)", by: ticket, in: transaction)
    }

    /// Settles whatever key led to this piece of work, if one did: for a sweeper, or for a step that only knows the
    /// work. A key that is settled already stays as it is.
    public func finish(
        reference: String, _ outcome: IdempotentOutcome, in transaction: any Transaction
    ) async throws {
        if isStored(outcome) {
            try await transaction.executeAhead(
                """
                update idempotency_keys set outcome = \(try outcome.storedBytes())
                where reference = \(reference) and outcome is null
                """)
        } else {
            try await transaction.executeAhead(
                "delete from idempotency_keys where reference = \(reference) and outcome is null")
        }
    }

    /// Forgets keys that are past their time, some at once.
    /// - Returns: how many went.
    public func purge(_ database: any Database, limit: Int = IdempotencyPurge.batch) async throws -> Int {
        try await database.execute(
            """
            delete from idempotency_keys where id in (
                select id from idempotency_keys where expires_at <= \(clock.now())
                order by expires_at limit \(limit)\(database.dialect.forUpdateSkipLocked))
            """
        ).rowsChanged
    }

    func isStored(_ outcome: IdempotentOutcome) -> Bool {
        switch outcome {
        case .response: true
        case .problem(let problem): storedRefusals.contains(problem.code)
        }
    }

    /// A ticket settles its key once, and only while no later attempt has taken over.
    private func settle(_ change: Query, by ticket: IdempotencyTicket, in transaction: any Transaction) async throws {
        let result = try await transaction.execute(
            "\(fragment: change) and attempt = \(ticket.attempt) and outcome is null")
        guard result.rowsChanged == 1 else { throw Self.inProgress }
    }

    private static var inProgress: Problem { Problem(.requestInProgress, fields: [.retryAfter: "1"]) }
}
