import Values

/// Values in the order of their last use, bounded by their bytes. A list whose links are indices into one array:
/// nothing is allocated for a hit.
struct LeastRecentlyUsed {
    private struct Entry {
        var key: String
        var value: [UInt8]
        var version: UInt64
        var expiresAt: Timestamp
        var newer: Int
        var older: Int
    }

    /// What an entry costs besides its bytes: the links, a place in the table, two heap objects' heads.
    static let overhead = 168

    private let limit: Int
    private var entries: [Entry] = []
    private var free: [Int] = []
    private var positions: [String: Int] = [:]
    private var newest = none
    private var oldest = none

    private(set) var bytes = 0
    var count: Int { positions.count }

    private static let none = -1

    init(limit: Int) {
        self.limit = limit
    }

    /// The value, which becomes the newest; one that has expired, or is of another version, is removed.
    mutating func find(_ key: String, version: UInt64, at now: Timestamp) -> [UInt8]? {
        guard let position = positions[key] else { return nil }
        guard entries[position].version == version, now < entries[position].expiresAt else {
            remove(at: position)
            return nil
        }
        if position != newest {
            unlink(position)
            linkAsNewest(position)
        }
        return entries[position].value
    }

    /// Stores a value and drops the oldest ones until all fit; a value larger than the whole cache is not stored.
    mutating func insert(_ value: [UInt8], for key: String, version: UInt64, until expiresAt: Timestamp) {
        remove(key)
        let cost = Self.cost(key, value)
        guard cost <= limit else { return }
        while bytes + cost > limit, oldest != Self.none { remove(at: oldest) }
        let entry = Entry(
            key: key, value: value, version: version, expiresAt: expiresAt, newer: Self.none, older: Self.none)
        let position: Int
        if let reused = free.popLast() {
            position = reused
            entries[position] = entry
        } else {
            position = entries.count
            entries.append(entry)
        }
        positions[key] = position
        bytes += cost
        linkAsNewest(position)
    }

    mutating func remove(_ key: String) {
        if let position = positions[key] { remove(at: position) }
    }

    private mutating func remove(at position: Int) {
        unlink(position)
        let entry = entries[position]
        positions[entry.key] = nil
        bytes -= Self.cost(entry.key, entry.value)
        entries[position].key = ""
        entries[position].value = []
        free.append(position)
    }

    private mutating func linkAsNewest(_ position: Int) {
        entries[position].newer = Self.none
        entries[position].older = newest
        if newest == Self.none { oldest = position } else { entries[newest].newer = position }
        newest = position
    }

    private mutating func unlink(_ position: Int) {
        let (newer, older) = (entries[position].newer, entries[position].older)
        if newer == Self.none { newest = older } else { entries[newer].older = older }
        if older == Self.none { oldest = newer } else { entries[older].newer = newer }
    }

    private static func cost(_ key: String, _ value: [UInt8]) -> Int {
        key.utf8.count + value.count + overhead
    }
}
