import SQL

/// The prepared statements of one connection, by their text and the types of their values. When it is full the one that
/// was not used for longest goes, and the server is told to forget it.
///
/// Long texts are not kept: they have a placeholder for each of many values, and there is another one for every number.
struct StatementCache {
    /// In bytes of UTF-8.
    static let longestText = 8 << 10

    private var entries: [StatementKey: PreparedStatement] = [:]
    private var uses = 0
    private var names = 0
    private let limit: Int
    /// Names that the server still has to be told to forget.
    private(set) var forgotten: [String] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// The statement for a query, and whether it is new; nil for one that is not kept.
    mutating func statement(for query: Query) -> (statement: PreparedStatement, isNew: Bool)? {
        guard query.text.utf8.count <= Self.longestText, let types = ParameterTypes(query.binds) else { return nil }
        let key = StatementKey(text: query.text, types: types)
        uses += 1
        if let found = entries[key] {
            found.lastUse = uses
            return (found, false)
        }
        if entries.count >= limit, let oldest = entries.values.min(by: { $0.lastUse < $1.lastUse }) { drop(oldest) }
        names += 1
        let statement = PreparedStatement(name: "s\(names)", key: key)
        statement.lastUse = uses
        entries[key] = statement
        return (statement, true)
    }

    /// The server has answered whether it could prepare a statement.
    mutating func settle(_ statement: PreparedStatement, isPrepared: Bool) {
        statement.isPrepared = isPrepared
        if !isPrepared {
            drop(statement)
        } else if statement.isDropped {
            forgotten.append(statement.name)
        }
    }

    /// Forgets a statement, here and at the server.
    mutating func drop(_ statement: PreparedStatement) {
        guard !statement.isDropped else { return }
        statement.isDropped = true
        if entries[statement.key] === statement { entries.removeValue(forKey: statement.key) }
        if statement.isPrepared { forgotten.append(statement.name) }
    }

    mutating func dropAll() {
        for statement in Array(entries.values) { drop(statement) }
    }

    mutating func takeForgotten() -> [String] {
        defer { forgotten = [] }
        return forgotten
    }
}
