import SQL

/// How PostgreSQL is asked: its indexes hold the three characters in a row of names and descriptions, and the beginnings
/// of words. They find rows in no order, and find out by themselves which characters of a text are rare.
extension ProductSearch {
    /// Conditions that an index can pick rows by.
    func indexed(_ table: Query) -> [Query] {
        long.map { Self.within(table, $0) } + (words.isEmpty ? [] : [WordBeginnings.match(table, words)])
    }

    /// The same conditions for rows that something else leads to: with something appended, a text is in no index.
    func unindexed(_ table: Query) -> [Query] {
        long.map { term -> Query in
            let pattern = "%\(LikePattern.escape(term))%"
            return """
                (\(fragment: table).search_name || '' like \(pattern) escape '\\'
                or \(fragment: table).search_description || '' like \(pattern) escape '\\')
                """
        } + (words.isEmpty ? [] : [WordBeginnings.match(table, words, isIndexed: false)])
    }

    /// Counts what ``indexed(_:)`` picks; nil where there is nothing of that kind.
    func indexedProbe(upTo limit: Int) -> Query? {
        guard !indexed("p").isEmpty else { return nil }
        return """
            select count(*) from (
                select 1 from products p where \(fragment: leading("p")) limit \(limit)) as matches
            """
    }

    /// The first that have all terms in their names, and the first that have them anywhere.
    func indexedCandidates(_ table: Query, atMost limit: Int) -> [Query] {
        guard !indexed("f").isEmpty else { return [] }
        var ways = [leading("f")]
        if !long.isEmpty {
            ways.append(long.map { Self.named("f", "%\(LikePattern.escape($0))%") }.joined(separator: " and "))
        }
        let first = ways.map { way -> Query in
            "(select f.id from products f where \(fragment: way) order by f.id limit \(limit))"
        }.joined(separator: " union all ")
        return ["\(fragment: table).id in (\(fragment: first))"]
    }

    /// What an index is asked first: for long terms, or for words if there are none.
    private func leading(_ table: Query) -> Query {
        let conditions = long.isEmpty ? indexed(table) : long.map { Self.within(table, $0) }
        return conditions.joined(separator: " and ")
    }
}
