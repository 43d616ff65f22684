/// What a client allows itself.
public struct HTTPClientConfiguration: Sendable {
    /// To one host, on each loop; more calls wait for one that is free.
    public var connectionsPerHost = 64

    /// Kept open on each loop, over all hosts.
    public var connections = 256

    /// How many calls may wait or run on each loop.
    public var callLimit = 4096

    /// A longer response is an error.
    public var maximumResponseBytes = 8 * 1024 * 1024

    /// A connection has to stand after this time; the call's deadline counts besides.
    public var connectTimeout: Duration = .seconds(2)

    public init() {}
}
