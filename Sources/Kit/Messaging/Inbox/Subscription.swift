public import SQL

/// What a service does when it hears of an event.
///
///     var subscriptions: Subscriptions {
///         On(ReviewPosted.self, RatingUpdater(products).apply)
///     }
///
/// The handler runs in a transaction of its own service together with the inbox row, so that its effect happens once,
/// however often the event comes. It must stand events that come in another order.
public struct Subscription: Sendable {
    /// What is left to do once everything has been fetched: only database calls.
    public typealias Effect = @Sendable (any Transaction) async throws -> Void

    public let type: String
    let prepare: @Sendable (EventEnvelope) async throws -> Effect

    /// A handler that needs nothing but its own database.
    public init<Content: Event>(
        _ type: Content.Type,
        _ handler: @escaping @Sendable (Content, EventEnvelope, any Transaction) async throws -> Void
    ) {
        self.type = Content.type
        prepare = { envelope in
            let event = try envelope.decode(Content.self)
            return { transaction in try await handler(event, envelope, transaction) }
        }
    }

    /// A handler that asks others first, such as another service, and then writes. The asking may happen more often
    /// than the writing.
    public init<Content: Event, Prepared: Sendable>(
        _ type: Content.Type,
        preparing: @escaping @Sendable (Content, EventEnvelope) async throws -> Prepared,
        _ handler: @escaping @Sendable (Content, Prepared, any Transaction) async throws -> Void
    ) {
        self.type = Content.type
        prepare = { envelope in
            let event = try envelope.decode(Content.self)
            let prepared = try await preparing(event, envelope)
            return { transaction in try await handler(event, prepared, transaction) }
        }
    }
}

/// As it reads in a service's table of contents: `On(ReviewPosted.self, …)`.
public typealias On = Subscription

/// What a service listens to.
public typealias Subscriptions = [Subscription]

/// Lets subscriptions be listed line by line.
@resultBuilder
public enum SubscriptionsBuilder {
    public static func buildBlock(_ subscriptions: Subscription...) -> Subscriptions {
        subscriptions
    }
}
