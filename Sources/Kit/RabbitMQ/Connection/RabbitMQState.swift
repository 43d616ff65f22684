/// How a connection to the broker fares.
public enum RabbitMQState: Sendable, Hashable {
    /// Not up, with the reason of the last failure if there was one.
    case disconnected(RabbitMQError?)
    case connected
}
