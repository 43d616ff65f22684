import SQL

/// How PostgreSQL is asked: its indexes hold the three characters in a row of names and descriptions, and the beginnings
/// of words. They find rows in no order, and find out by themselves which characters of a text are rare.
extension ProductSearch {
    /// Conditions that an index can pick rows by.
    func indexed(_ table: Query) -> [Query] {
        long.map { Self.within(table, $0) } + [begun(table)].compactMap(\.self)
    }

    /// The same conditions for rows that something else leads to: with something appended, a text is in no index.
    func unindexed(_ table: Query) -> [Query] {
        long.map { Self.unindexed(table, $0) } + short.map { Self.begun(table, $0) }
    }

    /// Counts what an index picks; nil where there is nothing for one.
    func indexedProbe(upTo limit: Int) -> Query? {
        guard let leading = leading(long.isEmpty ? indexed("p") : long.map { Self.within("p", $0) }) else { return nil }
        return """
            select count(*) from (
                select 1 from products p where \(fragment: leading) limit \(limit)) as matches
            """
    }

    /// The first that have all terms in their names, and the first that have them anywhere.
    /// - Parameter isCommon: whether the first are found soon by looking at one product after the other. If not, an
    ///   index picks all of them, and they are sorted: the plus keeps them from being looked for in their order.
    func indexedCandidates(_ table: Query, atMost limit: Int, isCommon: Bool) -> [Query] {
        let anywhere =
            isCommon
            ? leading(long.isEmpty ? unindexed("f") : long.map { Self.unindexed("f", $0) })
            : leading(long.isEmpty ? indexed("f") : long.map { Self.within("f", $0) })
        guard let anywhere else { return [] }
        func first(_ condition: Query, by column: Query) -> Query {
            "(select f.id from products f where \(fragment: condition) order by \(fragment: column) limit \(limit))"
        }
        var ways = [first(anywhere, by: isCommon ? "f.id" : "+f.id")]
        if let named = leading(long.map { Self.named("f", "%\(LikePattern.escape($0))%") }) {
            // How common a text is in names the engine knows better than we do.
            ways.append(first(named, by: "f.id"))
        }
        return ["\(fragment: table).id in (\(fragment: ways.joined(separator: " union all ")))"]
    }

    private func leading(_ conditions: [Query]) -> Query? {
        conditions.isEmpty ? nil : conditions.joined(separator: " and ")
    }

    /// That words begin with all short terms, by the index.
    private func begun(_ table: Query) -> Query? {
        if short.isEmpty { return nil }
        let list = short.map { "\($0)" as Query }.joined(separator: ", ")
        return "string_to_array(\(fragment: table).search_beginnings, ' ') @> array[\(fragment: list)]::text[]"
    }

    private static func unindexed(_ table: Query, _ term: String) -> Query {
        let pattern = "%\(LikePattern.escape(term))%"
        return """
            (\(fragment: table).search_name || '' like \(pattern) escape '\\'
            or \(fragment: table).search_description || '' like \(pattern) escape '\\')
            """
    }
}
