public import SQL
public import Values

/// What a consumer has seen, kept in the transaction of its effect: an event that comes again finds its row and has no
/// effect.
public enum Inbox {
    /// Whether the consumer sees this event for the first time; if so, it is remembered with this transaction.
    public static func firstTime(
        _ envelope: EventEnvelope, consumer: String, at now: Timestamp, in transaction: any Transaction
    ) async throws(SQLError) -> Bool {
        try await transaction.execute(
            """
            insert into souk_inbox (consumer, event_id, received_at) values (\(consumer), \(envelope.id), \(now))
            on conflict do nothing
            """
        ).rowsChanged == 1
    }

    /// Whether the consumer has seen it: a cheap look before work outside of a transaction. Only `firstTime` decides.
    static func knows(
        _ envelope: EventEnvelope, consumer: String, in database: any Database
    ) async throws(SQLError) -> Bool {
        try await database.first(
            "select 1 from souk_inbox where consumer = \(consumer) and event_id = \(envelope.id)") != nil
    }
}
