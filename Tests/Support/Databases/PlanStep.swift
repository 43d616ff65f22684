/// A step of the way in which an engine answers a query.
public struct PlanStep: Sendable, CustomStringConvertible {
    /// What the engine says of it, such as `SEARCH p USING INTEGER PRIMARY KEY (rowid=?)`.
    public let detail: String
    /// The steps that it is a part of, from the next one outwards.
    public let outer: [String]

    public init(_ detail: String, within outer: [String] = []) {
        self.detail = detail
        self.outer = outer
    }

    /// Whether rows are put in order that come in none.
    public var isSort: Bool { detail.contains("TEMP B-TREE") || detail == "Sort" || detail == "Incremental Sort" }

    public var description: String { String(repeating: "  ", count: outer.count) + detail }
}
