/// For how long a shared cache keeps what, and how much of it.
public struct RedisCacheLimits: Sendable {
    /// How long a value is good without having been invalidated: the bound on what an invalidation can do that never
    /// reached the server.
    public var timeToLive: Duration = .seconds(60)

    /// How long a token lives. When it ends, what belongs to it is loaded anew.
    public var tokensLive: Duration = .seconds(3600)

    /// Larger values are not kept.
    public var valueBytes = 512 * 1024

    public init() {}
}
