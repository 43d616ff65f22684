import EventLoops

// Dead letters lie in a queue of their own beside each service's. Each of these calls opens a connection of its own, so
// that they also work on a broker that has not been started.
extension RabbitMQBroker {
    /// How many events were given up, by service.
    public func deadLetterCounts() async throws -> [String: Int] {
        try await onConnection { connection, names, services throws(RabbitMQError) in
            var counts: [String: Int] = [:]
            for service in services { counts[service] = try connection.deadLetters(in: names.deadLetters(service)) }
            return counts
        }
    }

    /// Gives events back to the queues that they came from, oldest first, with all attempts before them. One leaves the
    /// dead letters only when the broker has confirmed that its queue has it.
    /// - Parameters:
    ///   - service: of this one only.
    ///   - limit: at most so many of each service.
    /// - Returns: how many it was.
    @discardableResult
    public func replayDeadLetters(of service: String? = nil, limit: Int = .max) async throws -> Int {
        let timeout = settings.confirmTimeout
        return try await onConnection { connection, names, services throws(RabbitMQError) in
            let bell = try Doorbell()
            let wanted = services.filter { service == nil || service == $0 }
            // No more than there are now: what fails at once again is not replayed in a circle.
            var counts: [Int] = []
            for name in wanted { counts.append(min(limit, try connection.deadLetters(in: names.deadLetters(name)))) }
            try connection.confirmPublishes()
            var published: UInt64 = 0
            for (name, most) in zip(wanted, counts) {
                let dead = names.deadLetters(name)
                for _ in 0..<max(0, most) {
                    guard let (tag, message) = try connection.take(from: dead) else { break }
                    // Through the exchange without a name a message reaches the queue that its routing key names.
                    try connection.publish(message, to: "", routingKey: names.queue(name), isMandatory: true)
                    published += 1
                    try connection.awaitConfirm(published, bell, within: timeout)
                    try connection.acknowledge(tag)
                }
            }
            return Int(published)
        }
    }

    /// Connects and leaves again, for whoever wants to know whether the broker is there and lets us in.
    public func probe() async throws { try await onConnection { _, _, _ in } }

    private func onConnection<Result: Sendable>(
        _ body: @escaping @Sendable (AMQPConnection, Names, _ services: [String]) throws(RabbitMQError) -> Result
    ) async throws -> Result {
        let (address, settings, services) = (address, settings, topology.withLock { $0.queues.keys.sorted() })
        return try await withCheckedThrowingContinuation { continuation in
            do {
                _ = try SystemThread(name: "amqp-admin") {
                    do throws(RabbitMQError) {
                        let connection = try AMQPConnection(
                            to: address, name: "\(settings.prefix) administration", timeout: settings.timeout,
                            heartbeat: settings.heartbeat)
                        let result = try body(connection, Names(prefix: settings.prefix), services)
                        connection.close()
                        continuation.resume(returning: result)
                    } catch {
                        continuation.resume(throwing: error)
                    }
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}

extension AMQPConnection {
    /// None where no process has declared the queue yet.
    fileprivate func deadLetters(in queue: String) throws(RabbitMQError) -> Int {
        do {
            return try messageCount(in: queue)
        } catch .closed(404, _) {
            try reopenChannel()
            return 0
        }
    }

    fileprivate func awaitConfirm(
        _ tag: UInt64, _ bell: Doorbell, within timeout: Duration
    ) throws(RabbitMQError) {
        let end = ContinuousClock.now + timeout
        while .now < end {
            while let received = try receive() {
                switch received {
                case .confirmed(let confirmed, let multiple) where confirmed == tag || multiple && confirmed > tag:
                    return
                case .refused: throw .rejected
                case .returned(let message): throw .unroutable(type: message.type)
                case .blocked(let reason): throw .blocked(reason)
                default: break
                }
            }
            wait(or: bell, upTo: end - .now)
        }
        throw .unconfirmed
    }
}
