/// How calls to a peer deal with instances that do not answer.
public struct CallPolicy: Sendable {
    /// How many instances one call may try.
    public var attempts = 3
    /// A connection has to stand after this time: between servers of one network it takes a millisecond.
    public var connectTimeout: Duration = .milliseconds(500)
    /// Repeats for each call, in the long run.
    public var retryShare = 0.2
    /// Repeats that are saved up for when an instance dies with many calls under way.
    public var retryStore = 256
    /// When an instance is left alone.
    public var breaker = CircuitBreaker.Limits()

    /// What is right between services.
    public init() {}
}
