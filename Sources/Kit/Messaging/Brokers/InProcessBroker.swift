import EventLoops

/// Delivers to queues in the same process, without keeping anything: an event is published when the handler of every
/// queue has committed its effect. Until then it lies in the sender's outbox, where no crash can reach it.
public final class InProcessBroker: Broker {
    private struct Queue: Sendable {
        let name: String
        let types: Set<String>
        let handler: Handler
    }

    private let queues = Lock<[Queue]>([])

    public init() {}

    public func subscribe(queue: String, to types: Set<String>, handler: @escaping Handler) async throws {
        let isNew = queues.withLock { queues in
            guard !queues.contains(where: { $0.name == queue }) else { return false }
            queues.append(Queue(name: queue, types: types, handler: handler))
            return true
        }
        guard isNew else { throw QueueIsTaken(queue: queue) }
    }

    /// Delivers to all queues, also when one of them fails; those that succeeded recognise the repetition.
    public func publish(_ envelope: EventEnvelope) async throws {
        let wanting = queues.withLock { $0.filter { $0.types.contains(envelope.type) } }
        let failures = await withTaskGroup(of: DeliveryFailure.Cause?.self) { group in
            for queue in wanting.dropFirst() { group.addTask { await Self.deliver(envelope, to: queue) } }
            var failures: [DeliveryFailure.Cause?] = []
            // Most events have one consumer: that one needs no task of its own.
            if let first = wanting.first { failures.append(await Self.deliver(envelope, to: first)) }
            for await failure in group { failures.append(failure) }
            return failures.compactMap { $0 }
        }
        if !failures.isEmpty { throw DeliveryFailure(causes: failures) }
    }

    private static func deliver(_ envelope: EventEnvelope, to queue: Queue) async -> DeliveryFailure.Cause? {
        do {
            try await queue.handler(envelope)
            return nil
        } catch {
            return DeliveryFailure.Cause(queue: queue.name, error: error)
        }
    }
}

/// Two consumers with one name would take each other's events for duplicates.
public struct QueueIsTaken: Error, CustomStringConvertible {
    public let queue: String

    public init(queue: String) { self.queue = queue }

    public var description: String { "the queue \(queue) has a consumer already" }
}

/// An event did not reach every queue.
public struct DeliveryFailure: HandlerError, CustomStringConvertible {
    public struct Cause: Sendable {
        public let queue: String
        public let error: any Error
    }

    public let causes: [Cause]

    public var sparesEvent: Bool { causes.allSatisfy { $0.error.saysNotNow } }

    public var description: String {
        causes.map { "\($0.queue): \($0.error)" }.joined(separator: "; ")
    }
}
