public import Values

/// How a relay goes about its work.
public struct RelaySettings: Sendable {
    /// Events that are sent in one round.
    public var batch = 64
    /// For how long a claimed event is left to its relay. A relay that died loses it to another after that time.
    public var lease: Duration = .seconds(30)
    /// How long the consumers of one event may take.
    public var deadline: Duration = .seconds(10)
    /// After so many attempts an event becomes a dead letter.
    public var attempts = 10
    /// The pauses between attempts.
    public var backOff = BackOff(first: .seconds(1), longest: .seconds(300)) { .random(in: 0.8...1) }
    /// For how long a sent event is kept.
    public var retention: Duration = .seconds(3 * 86_400)
    /// For how long a consumer remembers an event. Longer than any event can be under way.
    public var memory: Duration = .seconds(30 * 86_400)
    /// Rows of either kind that are deleted at once when their time is over.
    public var housekeepingBatch = 5_000
    /// How often to look when nobody has rung.
    public var pollInterval: Duration = .seconds(1)

    public init() {}
}
