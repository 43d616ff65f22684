import FoundationEssentials
import JSON
import SQL

/// An event in the outbox, with how it has fared.
struct OutboxRow: Sendable {
    static let columns: Query =
        "id, event_id, type, source, occurred_at, subject, data, traceparent, attempts, last_error, settled_at"

    let id: Int64
    let envelope: EventEnvelope
    let attempts: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        attempts = try row.get("attempts")
        envelope = try Self.envelope(of: row, data: try JSONValue.parse(try row.get("data", as: String.self)))
    }

    static func envelope(of row: Row, data: JSONValue) throws -> EventEnvelope {
        EventEnvelope(
            id: try row.get("event_id"), type: try row.get("type"), source: try row.get("source"),
            time: try row.get("occurred_at"), subject: try row.get("subject"), data: data,
            traceparent: try row.get("traceparent"))
    }
}
