/// What the names in a statement stand for: tables by their own names and by aliases, and what the statement makes
/// itself.
struct StatementNames: Sendable {
    enum Meaning: Sendable, Equatable {
        /// More than one where parts of the statement use an alias for different tables.
        case tables(Set<String>)
        /// What a `with` clause or a query within the query has made; what that reads has steps of its own.
        case ownResult
        case unknown
    }

    private let tables: Set<String>
    private var aliases: [String: Set<String>] = [:]
    private var ownResults: Set<String> = []
    private let parts: [StatementPart]

    init(of text: String, tables: Set<String>) {
        self.tables = tables
        let words = Self.words(of: text)
        parts = StatementPart.parts(of: words)
        findOwnResults(words)
        for (index, word) in words.enumerated() {
            guard let alias = Self.alias(behind: index, in: words) else { continue }
            if tables.contains(word) { aliases[alias, default: []].insert(word) }
            if ownResults.contains(word), !tables.contains(word) { ownResults.insert(alias) }
        }
    }

    func meaning(of name: String) -> Meaning {
        if let own = aliases[name] { return .tables(own.union(tables.contains(name) ? [name] : [])) }
        if tables.contains(name) { return .tables([name]) }
        // The engine numbers what has no name.
        return ownResults.contains(name) || name.hasPrefix("(subquery-") ? .ownResult : .unknown
    }

    /// Whether every part of the statement that may be meant by a step has a limit of its own.
    func isLimited(_ name: String, inSubquery: Bool) -> Bool {
        let meant = parts.filter { $0.names.contains(name) && ($0.depth > 0 || !inSubquery) }
        return !meant.isEmpty && meant.allSatisfy(\.isLimited)
    }

    /// `name as (` and `name (columns) as (` of a `with` clause, and `(select …) as name`.
    private mutating func findOwnResults(_ words: [String]) {
        var openings: [Int] = []
        for (index, word) in words.enumerated() {
            if word == "(" { openings.append(index) }
            guard word == ")", let opening = openings.popLast() else { continue }
            if ["select", "values", "with"].contains(words[opening + 1]) {
                if let alias = Self.alias(behind: index, in: words) { ownResults.insert(alias) }
                if opening >= 2, words[opening - 1] == "as" { addName(before: opening - 1, in: words) }
            }
        }
    }

    private mutating func addName(before index: Int, in words: [String]) {
        var place = index - 1
        if words[place] == ")", let opening = words[..<place].lastIndex(of: "(") { place = opening - 1 }
        if place >= 0, Self.isName(words[place]) { ownResults.insert(words[place]) }
    }

    /// The other name that is given to what stands there, with or without `as`.
    static func alias(behind index: Int, in words: [String]) -> String? {
        var next = index + 1
        if next < words.count, words[next] == "as" { next += 1 }
        guard next < words.count, isName(words[next]) else { return nil }
        return words[next]
    }

    private static let keywords: Set<String> = [
        "as", "on", "using", "where", "set", "join", "left", "right", "full", "inner", "outer", "cross", "natural",
        "group", "order", "having", "window", "limit", "offset", "union", "except", "intersect", "returning", "values",
        "select", "from", "with", "indexed", "not", "default", "and", "or", "is", "in", "then", "else", "end", "when",
        "asc", "desc", "over", "filter", "between", "like", "do", "by", "into", "delete", "update", "insert", "for",
    ]

    static func isName(_ word: String) -> Bool {
        word.first.map { $0.isLetter || $0 == "_" } == true && !keywords.contains(word)
    }

    /// Words and signs; texts between quotes are left out.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var isInWord = false
        var isQuoted = false
        for character in text.lowercased() {
            if character == "'" { isQuoted.toggle() }
            guard !isQuoted, character != "'" else { isInWord = false; continue }
            if character.isLetter || character.isNumber || character == "_" {
                if isInWord { words[words.count - 1].append(character) } else { words.append(String(character)) }
                isInWord = true
            } else {
                isInWord = false
                if !character.isWhitespace { words.append(String(character)) }
            }
        }
        return words
    }
}
