/// Looks through the queues of a new connection before they are consumed: what has been handed out before, and came back
/// when whoever had it vanished, is handled one at a time in the whole process.
///
/// The broker counts how often an event came back, and gives it up at last. One that ends the process gives back whatever
/// was fetched beside it: if that were the same others each time, all would be given up together. So they go with it once,
/// and from then on it goes alone.
struct Probation {
    private enum Step {
        case idle
        /// The broker has been asked for the next event.
        case asked
        case trying(tag: UInt64, until: ContinuousClock.Instant)
    }

    /// Those that are not through, as the services call them.
    private var queues: [String] = []
    private var step = Step.idle

    mutating func add(_ queue: String) { queues.append(queue) }

    /// Until when the event in work is waited for, if there is one.
    var patience: ContinuousClock.Instant? {
        if case .trying(_, let until) = step { until } else { nil }
    }

    /// The queue whose next event is to be asked for now; nil if one is awaited or in work, or if all are through.
    mutating func next(at now: ContinuousClock.Instant) -> String? {
        // A handler that does not end even when its time is over shall not stop everything.
        if let patience, patience <= now { step = .idle }
        guard case .idle = step, let queue = queues.first else { return nil }
        step = .asked
        return queue
    }

    /// The event that was asked for had been handed out before. Nothing else is asked for until it is settled.
    /// - Parameter until: when it is waited for no longer.
    /// - Returns: the queue that it is from.
    mutating func tryOut(_ tag: UInt64, until: ContinuousClock.Instant) -> String? {
        step = .trying(tag: tag, until: until)
        return queues.first
    }

    /// The handler of an event has returned, whatever it did: the process lives.
    mutating func settled(_ tag: UInt64) {
        if case .trying(let tried, _) = step, tried == tag { step = .idle }
    }

    /// What came back stands in front: an event that has not been handed out before, or none, means that no more of them
    /// are in this queue.
    /// - Returns: the queue that may be consumed now.
    mutating func pass() -> String? {
        step = .idle
        return queues.isEmpty ? nil : queues.removeFirst()
    }
}
