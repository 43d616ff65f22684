/// Carries events from the services that send them to the queues of those that consume them.
///
/// It delivers at least once, in any order. A consumer's inbox makes that once in effect.
public protocol Broker: Sendable {
    /// What a queue does with an event. It throws to get the event again later.
    typealias Handler = @Sendable (EventEnvelope) async throws -> Void

    /// Returns when the event cannot be lost any more by any queue that wants it; throws if it has to be sent again.
    func publish(_ envelope: EventEnvelope) async throws

    /// Lets a queue have the events of some types, from now on.
    func subscribe(queue: String, to types: Set<String>, handler: @escaping Handler) async throws
}
