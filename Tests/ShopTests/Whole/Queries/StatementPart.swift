/// What stands between two parentheses of a statement, or around all of them, without what stands in others within.
struct StatementPart: Sendable {
    /// How many parentheses are around it.
    let depth: Int
    /// What it reads and writes, by the names that it goes by there.
    private(set) var names: Set<String> = []
    /// Whether it stops after some rows. What only has to exist ends with the first.
    private(set) var isLimited = false

    /// Where in the part the words are: `from`, `where` and so on.
    private var clause = ""

    private init(depth: Int, isLimited: Bool = false) {
        self.depth = depth
        self.isLimited = isLimited
    }

    static func parts(of words: [String]) -> [StatementPart] {
        var parts = [StatementPart(depth: 0)]
        var open = [0]
        for (index, word) in words.enumerated() {
            switch word {
            case "(":
                open.append(parts.count)
                let isLimited = index > 0 && words[index - 1] == "exists"
                parts.append(StatementPart(depth: open.count - 1, isLimited: isLimited))
            case ")":
                if open.count > 1 { open.removeLast() }
            default:
                if let part = open.last { parts[part].take(word, at: index, in: words) }
            }
        }
        return parts
    }

    private mutating func take(_ word: String, at index: Int, in words: [String]) {
        if Self.clauses.contains(word) {
            clause = word
            if word == "limit" { isLimited = true }
            return
        }
        guard index > 0, StatementNames.isName(word) else { return }
        let isTable =
            ["from", "join", "update", "into"].contains(words[index - 1])
            || words[index - 1] == "," && ["from", "join", "on"].contains(clause)
        if isTable { names.insert(StatementNames.alias(behind: index, in: words) ?? word) }
    }

    private static let clauses: Set<String> = [
        "select", "from", "join", "on", "where", "group", "having", "order", "limit", "set", "values", "returning",
        "update", "insert", "delete", "with",
    ]
}
