/// An error of a broker that tells whose fault it is.
public protocol BrokerError: Error, Sendable {
    /// Whether no event would have got through, as when the broker is away. Then the event is not to blame: its relay
    /// keeps it in its place, takes no attempt from it, and rests before it asks again.
    var concernsAll: Bool { get }
}
