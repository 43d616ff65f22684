/// What a watch makes of Consul's answers: which list holds, and what to ask next.
struct WatchMemory: Sendable {
    /// For so long a list is kept although Consul says that nobody passes. It has to outlast a restart of the agent,
    /// after which every instance registers again and is checked once. Nobody is harmed meanwhile: an instance that is
    /// really gone refuses connections, and its circuit breaks.
    private let grace: Duration
    private let wait: Duration
    private var emptySince: ContinuousClock.Instant?
    private var hasList = false
    /// To ask for news since; nil to ask for an answer at once.
    private(set) var index: UInt64?

    init(wait: Duration, grace: Duration) {
        self.wait = wait
        self.grace = grace
    }

    /// - Returns: the list that holds from now on; nil if the one before goes on.
    mutating func take(_ answer: PassingInstances, at now: ContinuousClock.Instant) -> [Instance]? {
        // As Consul's documentation asks: an index that goes backwards is of another life of the server, and one of
        // zero would not block.
        if let index, answer.index < index { self.index = nil } else { index = max(1, answer.index) }
        guard answer.instances.isEmpty, hasList else {
            emptySince = nil
            hasList = !answer.instances.isEmpty
            return answer.instances
        }
        let since = emptySince ?? now
        emptySince = since
        guard now - since >= grace else { return nil }
        emptySince = nil
        hasList = false
        return []
    }

    /// After a failure: the agent may have been started anew, and a wait for an index that it has not reached yet
    /// would be a long one.
    ///
    /// What it said before of nobody passing does not count on meanwhile either: it has just begun to hear of instances again.
    mutating func forgetIndex() {
        index = nil
        emptySince = nil
    }

    /// How long the next query may block: no longer than until an empty list is to be believed.
    func wait(at now: ContinuousClock.Instant) -> Duration {
        guard let emptySince else { return wait }
        return max(.milliseconds(10), min(wait, grace - (now - emptySince)))
    }
}
