public import Values

/// What a client allows itself. All bounds hold for each loop.
public struct RedisConfiguration: Sendable {
    /// A reply has to be there after this time. Then the whole connection counts as broken, and all who wait go on.
    public var commandDeadline: Duration = .milliseconds(100)

    /// A connection has to stand, greeting included, after this time.
    public var connectTimeout: Duration = .seconds(1)

    /// The pauses between attempts to connect.
    public var backOff = BackOff(first: .milliseconds(50), longest: .seconds(2))

    /// A connection that stood for so long begins anew with the first pause when it breaks.
    public var steadyAfter: Duration = .seconds(10)

    /// How many commands may be under way; more are refused at once.
    public var commandLimit = 4096

    /// How many bytes of commands may be under way; more are refused at once.
    public var byteLimit = 16 * 1024 * 1024

    public init() {}
}
