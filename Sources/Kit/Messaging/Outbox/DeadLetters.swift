public import FoundationEssentials
import JSON
public import SQL
public import Values

/// An event that could not be delivered and is not tried any more, until somebody has looked at it.
public struct DeadLetter: Sendable, Hashable {
    public let envelope: EventEnvelope
    public let attempts: Int
    public let lastError: String?
    /// When it was given up.
    public let since: Timestamp?
}

/// The events of an outbox that were given up.
public struct DeadLetters: Sendable {
    private let outbox: Outbox
    private let database: any Database

    public init(of outbox: Outbox, in database: any Database) {
        self.outbox = outbox
        self.database = database
    }

    public func count() async throws -> Int {
        try await database.scalar("select count(*) from souk_outbox where status = 'dead'") ?? 0
    }

    /// Newest first. What a letter tells is null where it could not be read, which is why it is dead then.
    public func list(limit: Int = 50, offset: Int = 0) async throws -> [DeadLetter] {
        try await database.query(
            """
            select \(fragment: OutboxRow.columns) from souk_outbox where status = 'dead'
            order by id desc limit \(limit) offset \(offset)
            """
        ) { row in
            let event = try? OutboxRow(row)
            return DeadLetter(
                envelope: try event?.envelope ?? OutboxRow.envelope(of: row, data: .null),
                attempts: try row.get("attempts"), lastError: try row.get("last_error"),
                since: try row.get("settled_at"))
        }
    }

    /// Sends one of them again, with all attempts before it. False if there is no such dead letter (any more).
    @discardableResult
    public func replay(_ id: UUID) async throws -> Bool {
        try await replay("event_id = \(id)") > 0
    }

    /// Sends all of them again.
    @discardableResult
    public func replayAll() async throws -> Int {
        try await replay("true")
    }

    private func replay(_ condition: Query) async throws -> Int {
        let now = outbox.clock.now()
        return try await database.transaction { [outbox] transaction in
            transaction.afterCommit { outbox.wakeUp.raise() }
            return try await transaction.execute(
                """
                update souk_outbox set status = 'pending', attempts = 0, available_at = \(now), settled_at = null
                where status = 'dead' and \(fragment: condition)
                """
            ).rowsChanged
        }
    }
}
