/// What an import would do, or why it cannot be done.
public struct ImportPlan: Sendable {
    public internal(set) var created = 0
    public internal(set) var updated = 0
    public internal(set) var unchanged = 0
    public internal(set) var faults = ImportFaults()
    var categories: [CategoryForest.Plan] = []

    /// The categories that are not there yet, as a file names them.
    public var newCategories: [String] { categories.map(\.path) }

    /// Products to be written.
    public var changes: Int { created + updated }
}
