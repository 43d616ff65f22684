public import FoundationEssentials
import JSON
import Observability
public import SQL
public import Values

/// Where a service puts its events: into its own database, in the transaction that changed what they tell of. Either
/// both are there or neither.
///
///     try await database.transaction { transaction in
///         try await orders.confirm(id, in: transaction)
///         try await outbox.append(OrderConfirmed(order), in: transaction)
///     }
public struct Outbox: Sendable {
    /// The service's name.
    public let source: String
    let clock: WallClock
    /// Wakes the relay as soon as there is something to send.
    let wakeUp = WakeUp()

    public init(source: String, clock: WallClock = .system) {
        self.source = source
        self.clock = clock
    }

    /// Adds an event. It is sent when the transaction has committed, and never if it does not.
    /// - Returns: the event's id.
    @discardableResult
    public func append<Content: Event>(_ event: Content, in transaction: any Transaction) async throws -> UUID {
        let now = clock.now()
        let id = UUID.version7(at: now)
        try await insert(try row(of: event, id, at: now), in: transaction)
        wakeRelay(after: transaction)
        return id
    }

    /// Adds events of one kind, in their order, however many there are: in one statement, or one for every few thousand.
    public func append<Content: Event>(
        contentsOf events: some Collection<Content>, in transaction: any Transaction
    ) async throws {
        guard !events.isEmpty else { return }
        let now = clock.now()
        let rows = try events.map { try row(of: $0, .version7(at: now), at: now) }
        var rest = rows[...]
        while !rest.isEmpty {
            try await insert(rest.prefix(Self.largestStep).joined(separator: ", "), in: transaction)
            rest = rest.dropFirst(Self.largestStep)
        }
        wakeRelay(after: transaction)
    }

    /// An engine takes 32,766 values at a time, and an event has eight.
    private static let largestStep = 4_000

    private func row<Content: Event>(of event: Content, _ id: UUID, at now: Timestamp) throws -> Query {
        let data = String(decoding: try JSONEncoding.encode(event), as: UTF8.self)
        return """
            (\(id), \(Content.type), \(source), \(now), \(event.subject), \(data),
                \(TraceContext.current?.traceparent), \(now))
            """
    }

    private func insert(_ rows: Query, in transaction: any Transaction) async throws {
        try await transaction.executeAhead(
            """
            insert into souk_outbox (event_id, type, source, occurred_at, subject, data, traceparent, available_at)
            values \(fragment: rows)
            """)
    }

    private func wakeRelay(after transaction: any Transaction) {
        transaction.afterCommit { [wakeUp] in wakeUp.raise() }
    }
}
