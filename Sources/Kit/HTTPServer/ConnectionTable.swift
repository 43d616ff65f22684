/// The connections of a loop, and who goes first when they become scarce.
struct ConnectionTable: Sequence {
    /// As many as there may be.
    let limit: Int

    private var connections: [ObjectIdentifier: Connection] = [:]
    private var leaving = 0
    /// How many there have been, those that are gone included.
    private(set) var added = 0
    private var lastTold: UInt64?

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { connections.count }

    var isEmpty: Bool { connections.isEmpty }

    var isFull: Bool { connections.count >= limit }

    /// Room is made before the last place is taken: at the limit nobody would be accepted for whom to make it.
    var isCrowded: Bool { connections.count - leaving > limit - portion }

    private var portion: Int { Swift.max(1, limit / 16) }

    func makeIterator() -> Dictionary<ObjectIdentifier, Connection>.Values.Iterator {
        connections.values.makeIterator()
    }

    mutating func add(_ connection: Connection) {
        added += 1
        connection.serial = added
        connections[ObjectIdentifier(connection)] = connection
    }

    mutating func remove(_ connection: Connection) {
        connections.removeValue(forKey: ObjectIdentifier(connection))
        if connection.isDismissed { leaving -= 1 }
    }

    /// Closes a portion of those that have no request under way, so that the search for them is rare.
    /// - Returns: how many.
    mutating func dismissLongestIdle(at now: UInt64) -> Int {
        let idle = connections.values.filter { $0.mayBeDismissed(at: now) }.sorted {
            // Many come in the same millisecond.
            ($0.idleSince, $0.serial) < ($1.idleSince, $1.serial)
        }
        let dismissed = idle.prefix(portion)
        for connection in dismissed { connection.dismiss() }
        leaving += dismissed.count
        return dismissed.count
    }

    /// Whether enough time has passed to speak of scarcity again.
    mutating func mayTell(at now: UInt64) -> Bool {
        if let lastTold, now < lastTold + 60_000 { return false }
        lastTold = now
        return true
    }
}
