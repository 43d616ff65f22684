import Discovery

/// The instances of a peer with what is known of each: how many calls are under way, and whether its circuit is closed.
///
/// A value: who asks brings the time and the dice.
struct InstancePool: Sendable {
    /// An instance that was chosen for a call; given back when that has ended.
    struct Choice: Sendable {
        let instance: Instance
        /// Whether this call finds out if the instance is back.
        let isProbe: Bool
    }

    private struct Member {
        let instance: Instance
        var breaker: CircuitBreaker
        var underWay = 0
    }

    private let limits: CircuitBreaker.Limits
    private var members: [Member] = []
    /// Of the list that the members come from.
    private(set) var version = 0

    init(_ limits: CircuitBreaker.Limits) {
        self.limits = limits
    }

    /// Takes another list. An instance that stays keeps what is known of it; one that comes back begins anew.
    mutating func update(_ instances: [Instance], version: Int) {
        self.version = version
        let known = Dictionary(members.map { ($0.instance, $0) }) { first, _ in first }
        members = instances.map { known[$0] ?? Member(instance: $0, breaker: CircuitBreaker(limits)) }
    }

    /// How many instances stand where.
    var states: [CircuitBreaker.State: Int] {
        members.reduce(into: [:]) { $0[$1.breaker.state, default: 0] += 1 }
    }

    /// Takes the better of two instances at random: the one with fewer calls under way. An instance that rests is passed
    /// over; when its rest is over, one call finds out whether it is back.
    /// - Parameters:
    ///   - tried: instances that this call has tried already.
    ///   - mayProbe: false for a call that cannot be repeated if the instance is still away. It goes there only where
    ///     there is no other.
    ///   - dice: a number below the given one.
    mutating func choose(
        besides tried: [Instance], mayProbe: Bool, at now: ContinuousClock.Instant, dice: (Int) -> Int
    ) -> Choice? {
        let candidates = members.indices.filter { !tried.contains(members[$0].instance) }
        let closed = candidates.filter { members[$0].breaker.state == .closed }
        let due = candidates.first { members[$0].breaker.isDue(at: now) }
        if let due, mayProbe || closed.isEmpty {
            members[due].breaker.probe()
            return take(due, isProbe: true)
        }
        guard !closed.isEmpty else { return nil }
        return take(better(of: closed, dice), isProbe: false)
    }

    /// Whether a call could go to yet another instance.
    func hasAnother(besides tried: [Instance]) -> Bool {
        members.contains { $0.breaker.state == .closed && !tried.contains($0.instance) }
    }

    /// Notes how a call has ended.
    /// - Returns: the state of the instance's breaker if that has changed.
    mutating func end(
        _ choice: Choice, _ ending: AttemptEnding, at now: ContinuousClock.Instant
    ) -> CircuitBreaker.State? {
        guard let index = members.firstIndex(where: { $0.instance == choice.instance }) else { return nil }
        members[index].underWay = max(0, members[index].underWay - 1)
        let before = members[index].breaker.state
        switch ending {
        case .answered, .declined: members[index].breaker.succeeded(isProbe: choice.isProbe)
        case .unsent, .broken, .timedOut: members[index].breaker.failed(isProbe: choice.isProbe, at: now)
        case .abandoned: members[index].breaker.abandoned(isProbe: choice.isProbe, at: now)
        }
        let after = members[index].breaker.state
        return before == after ? nil : after
    }

    private func better(of closed: [Int], _ dice: (Int) -> Int) -> Int {
        guard closed.count > 1 else { return closed[0] }
        let first = dice(closed.count)
        let other = (first + 1 + dice(closed.count - 1)) % closed.count
        let (left, right) = (closed[first], closed[other])
        return members[right].underWay < members[left].underWay ? right : left
    }

    private mutating func take(_ index: Int, isProbe: Bool) -> Choice {
        members[index].underWay += 1
        return Choice(instance: members[index].instance, isProbe: isProbe)
    }
}
