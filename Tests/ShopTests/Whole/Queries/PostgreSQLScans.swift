import TestSupport

/// What PostgreSQL reads from one end to the other: tables without an index, or indexes that nothing narrows, with no
/// limit that ends it.
enum PostgreSQLScans {
    /// The tables.
    static func tables(in steps: [PlanStep]) -> [String] { scans(in: steps).map(\.table) }

    /// The indexes along which it does so.
    static func indexes(in steps: [PlanStep]) -> [String] { scans(in: steps).compactMap(\.index) }

    private static func scans(in steps: [PlanStep]) -> [Scan] {
        steps.indices.compactMap { place in
            let step = steps[place]
            guard let scan = Scan(step) else { return nil }
            let parts = steps[(place + 1)...].prefix { $0.outer.count > step.outer.count }
            let isNarrowed = parts.contains { $0.outer.first == step.detail && $0.detail.hasPrefix("Index Cond: ") }
            // The index of dead letters holds no others.
            if let index = scan.index, isNarrowed || isLimited(step) || index.hasSuffix("_dead") { return nil }
            return scan
        }
    }

    /// Whether a limit stands around a step, with nothing between them that takes all rows before it hands out one.
    private static func isLimited(_ step: PlanStep) -> Bool {
        for outer in step.outer {
            if outer == "Limit" { return true }
            let isGreedy = ["Sort", "Aggregate", "HashAggregate", "Hash", "HashSetOp", "Materialize"].contains(outer)
            if isGreedy || outer.hasPrefix("CTE ") || outer.hasPrefix("Bitmap Heap Scan") { return false }
        }
        return false
    }

    private struct Scan {
        let table: String
        /// Nil where none is used.
        var index: String?

        init?(_ step: PlanStep) {
            let words = step.detail.split(separator: " ").map(String.init)
            guard let scan = words.firstIndex(of: "Scan"), let name = words.firstIndex(of: "on"), scan < name,
                words.indices.contains(name + 1)
            else { return nil }
            switch words[..<scan].last {
            case "Seq":
                table = words[name + 1]
            case "Index" where words[..<scan].contains("Bitmap"):
                index = words[name + 1]
                let heap = step.outer.first { $0.hasPrefix("Bitmap Heap Scan on ") }
                table = heap?.split(separator: " ").dropFirst(4).first.map(String.init) ?? words[name + 1]
            case "Index", "Only":
                guard let using = words.firstIndex(of: "using") else { return nil }
                (table, index) = (words[name + 1], words[using + 1])
            default:
                // What is read of functions, of values, and of what the statement has made itself.
                return nil
            }
        }
    }
}
