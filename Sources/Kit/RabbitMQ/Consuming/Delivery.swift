import Messaging

/// An event that the broker has handed out and that is not settled yet.
struct Delivery: Sendable {
    /// As the service calls it.
    let queue: String
    /// Of which connection its tag is: on another one the tag means another event.
    let connection: Int
    let tag: UInt64
    let envelope: EventEnvelope
    /// How often its handler has failed since it was handed out.
    var failures = 0
    /// How many of these failures were not the event's fault.
    var pardons = 0
}

/// What a handler's outcome asks of the consumer's thread.
enum Settlement: Sendable {
    /// The effect is durable.
    case acknowledge(Delivery)
    /// It has failed too often.
    case reject(Delivery)
    /// It failed, and gets another chance after a pause. Until then it stays unacknowledged: if the process dies, the
    /// broker has it.
    case hold(Delivery, until: ContinuousClock.Instant)

    var delivery: Delivery {
        switch self {
        case .acknowledge(let delivery), .reject(let delivery), .hold(let delivery, _): delivery
        }
    }
}
