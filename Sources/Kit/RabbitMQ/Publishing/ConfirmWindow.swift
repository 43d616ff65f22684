/// The publishes of one channel that the broker has not confirmed yet, by the number that both sides count.
struct ConfirmWindow {
    private var open: [UInt64: (publication: Publication, sent: ContinuousClock.Instant)] = [:]
    private var oldestTag: UInt64 = 1
    private var nextTag: UInt64 = 1

    var count: Int { open.count }
    var isEmpty: Bool { open.isEmpty }

    /// Since when the broker owes the oldest confirm. How long a publish waited before it was sent is not its fault.
    var oldest: ContinuousClock.Instant? { open[oldestTag]?.sent }

    /// - Parameter now: when it is sent.
    mutating func add(_ publication: Publication, at now: ContinuousClock.Instant = .now) {
        open[nextTag] = (publication, now)
        nextTag += 1
    }

    /// What the broker has settled: one publish, or all up to it.
    mutating func settle(_ tag: UInt64, multiple: Bool) -> [Publication] {
        guard tag < nextTag else { return [] }
        var settled: [Publication] = []
        if multiple {
            while oldestTag <= tag {
                if let entry = open.removeValue(forKey: oldestTag) { settled.append(entry.publication) }
                oldestTag += 1
            }
        } else if let entry = open.removeValue(forKey: tag) {
            settled.append(entry.publication)
        }
        while oldestTag < nextTag, open[oldestTag] == nil { oldestTag += 1 }
        return settled
    }

    /// All that are open. What the broker says of them later is passed over.
    mutating func drain() -> [Publication] {
        defer {
            open = [:]
            oldestTag = nextTag
        }
        return open.sorted { $0.key < $1.key }.map(\.value.publication)
    }
}
