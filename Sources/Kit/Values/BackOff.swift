/// How long to pause after what has failed, before it is tried again.
public struct BackOff: Sendable {
    /// After the first failure; it doubles with each further one.
    public var first: Duration
    /// No pause is longer.
    public var longest: Duration
    /// Shortens each pause, lest all that failed together come back together.
    public var jitter: @Sendable () -> Double

    /// Makes a back-off.
    public init(
        first: Duration = .milliseconds(200), longest: Duration = .seconds(5),
        jitter: @escaping @Sendable () -> Double = { .random(in: 0.5...1) }
    ) {
        self.first = first
        self.longest = longest
        self.jitter = jitter
    }

    /// The pause after so many failures in a row.
    public func pause(afterFailures failures: Int) -> Duration {
        min(first * (1 << min(max(0, failures - 1), 20)), longest) * jitter()
    }
}
