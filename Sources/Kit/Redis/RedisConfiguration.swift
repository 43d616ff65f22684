/// What a client allows itself. All bounds hold for each loop.
public struct RedisConfiguration: Sendable {
    /// A reply has to be there after this time. Then the whole connection counts as broken, and all who wait go on.
    public var commandDeadline: Duration = .milliseconds(100)

    /// A connection has to stand, greeting included, after this time.
    public var connectTimeout: Duration = .seconds(1)

    /// The pause before the second attempt to connect; each further one doubles.
    public var firstPause: Duration = .milliseconds(50)

    /// No pause is longer.
    public var longestPause: Duration = .seconds(2)

    /// A connection that stood for so long begins anew with the first pause when it breaks.
    public var steadyAfter: Duration = .seconds(10)

    /// How many commands may be under way; more are refused at once.
    public var commandLimit = 4096

    /// How many bytes of commands may be under way; more are refused at once.
    public var byteLimit = 16 * 1024 * 1024

    /// Spreads the attempts of several processes.
    public var jitter: @Sendable () -> Double = { .random(in: 0.5...1) }

    public init() {}

    /// The pause before an attempt.
    /// - Parameter failures: attempts that failed since the last good one, at least 1.
    func pause(after failures: Int) -> Duration {
        let doubled = firstPause * (1 << min(max(failures - 1, 0), 20))
        return min(doubled, longestPause) * jitter()
    }
}
