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
    /// The pause after a connection broke; it doubles with each attempt that fails.
    public var firstPause: Duration = .milliseconds(100)
    public var longestPause: Duration = .seconds(10)
    /// Stretches or shortens each pause, lest all that lost the broker come back together.
    public var jitter: @Sendable () -> Double = { .random(in: 0.7...1.3) }

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
    /// The pause after an event's first failure; it doubles with each further one.
    public var firstRetryPause: Duration = .seconds(1)
    public var longestRetryPause: Duration = .seconds(300)
    /// How often an event may come back as its consumer vanished with it: one that ends the process each time becomes a
    /// dead letter at last, and alone, see `Probation`. Fixed when the queue is declared first.
    public var deliveryLimit = 20

    public init() {}

    func retryPause(after failures: Int) -> Duration {
        let doubled = firstRetryPause * (1 << min(max(0, failures - 1), 20))
        return min(doubled, longestRetryPause) * jitter()
    }
}
