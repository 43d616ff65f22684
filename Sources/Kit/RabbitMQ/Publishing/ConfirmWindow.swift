/// The publishes of one channel that the broker has not confirmed yet, by the number that both sides count.
struct ConfirmWindow {
    private var open: [UInt64: Publication] = [:]
    private var oldestTag: UInt64 = 1
    private var nextTag: UInt64 = 1

    var count: Int { open.count }
    var isEmpty: Bool { open.isEmpty }

    /// The one that has waited longest.
    var oldest: Publication? { open[oldestTag] }

    mutating func add(_ publication: Publication) {
        open[nextTag] = publication
        nextTag += 1
    }

    /// What the broker has settled: one publish, or all up to it.
    mutating func settle(_ tag: UInt64, multiple: Bool) -> [Publication] {
        guard tag < nextTag else { return [] }
        var settled: [Publication] = []
        if multiple {
            while oldestTag <= tag {
                if let publication = open.removeValue(forKey: oldestTag) { settled.append(publication) }
                oldestTag += 1
            }
        } else if let publication = open.removeValue(forKey: tag) {
            settled.append(publication)
        }
        while oldestTag < nextTag, open[oldestTag] == nil { oldestTag += 1 }
        return settled
    }

    func first(id: String) -> Publication? { open.values.first { $0.message.id == id } }

    /// All that are open. What the broker says of them later is passed over.
    mutating func drain() -> [Publication] {
        defer {
            open = [:]
            oldestTag = nextTag
        }
        return open.sorted { $0.key < $1.key }.map(\.value)
    }
}
