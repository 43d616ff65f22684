public import Values

/// How the broker is used. The defaults suit a shop; tests make some of them smaller.
public struct RabbitMQSettings: Sendable {
    /// What all names at the broker begin with: the exchange `souk.events`, the queues `souk.catalog` and
    /// `souk.catalog.dead`.
    public var prefix = "souk"

    // MARK: The connection

    /// How long connecting may take, and any question to the broker.
    public var timeout: Duration = .seconds(5)
    /// After twice this time without a sign of life a connection counts as dead; whole seconds.
    public var heartbeat: Duration = .seconds(20)
    /// The pauses after a connection broke, or did not come about.
    public var backOff = BackOff(first: .milliseconds(100), longest: .seconds(10))

    // MARK: Publishing

    /// Events that may be on their way to the broker unconfirmed.
    public var window = 256
    /// Events that may wait for their turn besides; one more is refused with `full`.
    public var waitingLimit = 4_096
    /// How long the broker may take to confirm what was sent. Below a relay's deadline, so that the broker gets the blame.
    public var confirmTimeout: Duration = .seconds(8)

    // MARK: Consuming

    /// Events of one queue that this process may hold: those in work, those that wait for their turn, and those whose
    /// handler failed and gets them again after a pause. Besides as many, at most, that an earlier connection had left and
    /// that failed again.
    public var prefetch = 128
    /// Handlers of one queue that may run at once.
    public var concurrency = 32
    /// How long a handler may take.
    public var deadline: Duration = .seconds(10)
    /// After so many failures of its handler an event goes to the dead letters.
    public var attempts = 10
    /// The pauses after an event's failures.
    public var retries = BackOff(first: .seconds(1), longest: .seconds(300))
    /// How often an event may come back as its consumer vanished with it: one that ends the process each time becomes a
    /// dead letter at last, and alone, see `Probation`. Fixed when the queue is declared first.
    public var deliveryLimit = 20

    public init() {}
}
