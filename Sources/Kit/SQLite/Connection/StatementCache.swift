import SQL

/// The prepared statements of one connection, by their text. When it is full the one that was not used for longest goes.
///
/// Long texts are not kept. They are long because they have a placeholder for each of many values, so that there is
/// another one for every number of values; each takes up to a megabyte, and preparing it costs little beside its work.
struct StatementCache {
    private struct Entry {
        let statement: SQLiteStatement
        var lastUse: Int
    }

    private var entries: [StatementKey: Entry] = [:]
    private var uses = 0
    private let limit: Int

    /// In bytes of UTF-8.
    static let longestText = 8 << 10

    /// How many are kept.
    var count: Int { entries.count }

    init(limit: Int) {
        self.limit = limit
    }

    mutating func statement(
        _ text: String, prepare: (String) throws(SQLError) -> SQLiteStatement
    ) throws(SQLError) -> SQLiteStatement {
        guard text.utf8.count <= Self.longestText else { return try prepare(text) }
        uses += 1
        let key = StatementKey(text)
        if let index = entries.index(forKey: key) {
            entries.values[index].lastUse = uses
            return entries.values[index].statement
        }
        let statement = try prepare(text)
        if entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries.removeValue(forKey: oldest.key)
        }
        entries[key] = Entry(statement: statement, lastUse: uses)
        return statement
    }

    mutating func removeAll() {
        entries.removeAll()
    }
}

/// A text as a key that is hashed by its length and a few samples: hashing a whole statement would cost about as much
/// as the lookup of a row.
private struct StatementKey: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    func hash(into hasher: inout Hasher) {
        let bytes = text.utf8
        hasher.combine(bytes.count)
        _ = bytes.withContiguousStorageIfAvailable { bytes in
            for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 16)) { hasher.combine(bytes[index]) }
        }
    }
}
