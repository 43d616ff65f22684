public import Endpoints
public import Messaging
public import SQL

/// A service of the shop. Its first file conforms to this and reads as its table of contents.
///
/// A service knows nothing of where it runs: the composition root hands it its database, its peers and its clock; a
/// `ServiceHost` makes a responder of it, and `intake`, `relay` and `workers` run beside that.
public protocol ShopService: Sendable {
    /// The name in configuration, logs, tokens and queues: `catalog`.
    static var name: String { get }

    /// What it is for, in a sentence: the head of its contract.
    static var summary: String { get }

    /// The schema of its own database, oldest first.
    static var migrations: Migrations { get }

    /// Its own database, which nobody else touches.
    var database: any Database { get }

    /// Where its events wait to be sent; nil if it has none to tell.
    var outbox: Outbox? { get }

    /// Everything that can be called, public and internal.
    @RoutesBuilder var routes: Routes { get }

    /// The events that it consumes.
    @SubscriptionsBuilder var subscriptions: Subscriptions { get }

    /// What it does unasked: sweepers, purges. The relay of its outbox is not among them.
    var workers: [any Service] { get }

    /// What has to hold before it should be sent requests.
    var readiness: [ReadinessCheck] { get }
}

extension ShopService {
    public var outbox: Outbox? { nil }
    public var subscriptions: Subscriptions { [] }
    public var workers: [any Service] { [] }
    public var readiness: [ReadinessCheck] { [.database(database, named: "\(Self.name) database")] }
}
