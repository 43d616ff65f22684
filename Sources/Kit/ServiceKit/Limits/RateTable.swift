/// What one key has used in a window and in the one before.
struct RateCount {
    var window: Int64
    var current: Int
    var previous: Int
}

/// The counts of a rate limiter: a fixed number of slots.
struct RateTable {
    private struct Slot {
        var key: String
        var count: RateCount
    }

    /// How many neighbours are looked at to find one that makes room.
    private static let neighbours = 16

    private let capacity: Int
    private var slots: [Slot] = []
    private var places: [String: Int] = [:]
    private var hand = 0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    /// The count of a key as of a window.
    func count(of key: String, in window: Int64) -> RateCount {
        guard let place = places[key] else { return RateCount(window: window, current: 0, previous: 0) }
        return Self.moved(slots[place].count, to: window)
    }

    mutating func set(_ count: RateCount, for key: String) {
        if let place = places[key] {
            slots[place].count = count
        } else if slots.count < capacity {
            places[key] = slots.count
            slots.append(Slot(key: key, count: count))
        } else {
            let place = leastBusy(asOf: count.window)
            places[slots[place].key] = nil
            slots[place] = Slot(key: key, count: count)
            places[key] = place
        }
    }

    mutating func remove(_ key: String) {
        guard let place = places.removeValue(forKey: key) else { return }
        let last = slots.removeLast()
        if place < slots.count {
            slots[place] = last
            places[last.key] = place
        }
    }

    /// The count carried over into a later window.
    private static func moved(_ count: RateCount, to window: Int64) -> RateCount {
        switch window - count.window {
        case ...0: count
        case 1: RateCount(window: window, current: 0, previous: count.current)
        default: RateCount(window: window, current: 0, previous: 0)
        }
    }

    private mutating func leastBusy(asOf window: Int64) -> Int {
        var best = hand % slots.count
        var least = Int.max
        for step in 0..<min(Self.neighbours, slots.count) {
            let place = (hand + step) % slots.count
            let count = Self.moved(slots[place].count, to: window)
            if count.current + count.previous < least {
                least = count.current + count.previous
                best = place
            }
        }
        hand = (hand + Self.neighbours) % slots.count
        return best
    }
}
