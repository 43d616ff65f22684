/// How a connection to the broker fares.
enum RabbitMQState: Sendable {
    case disconnected, connected
}
