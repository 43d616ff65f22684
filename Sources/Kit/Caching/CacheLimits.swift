/// How much a cache may hold, and for how long.
public struct CacheLimits: Hashable, Sendable {
    /// Keys and values together, with what keeping them costs.
    public var bytes: Int
    /// How long a value is good without having been invalidated: the bound on what a lost event can do.
    public var timeToLive: Duration

    public init(bytes: Int = 16 * 1024 * 1024, timeToLive: Duration = .seconds(60)) {
        self.bytes = bytes
        self.timeToLive = timeToLive
    }
}
