/// A table as a box of a drawing: how large it is, and where its lines are. Text is measured by counting letters, as it
/// is set in a typewriter face.
struct SchemaBox: Sendable {
    static let headHeight = 30.0
    static let rowHeight = 20.0
    static let noteHeight = 16.0
    private static let letterWidth = 7.25
    private static let noteLetterWidth = 6.05

    let table: SchemaTable
    /// The type of each column, with where it points to if no line can show it.
    let types: [String]
    /// Indexes and rules over several columns, below the columns.
    let notes: [String]
    let width: Double
    let height: Double
    var x = 0.0
    var y = 0.0

    /// - Parameter service: whose drawing it is.
    init(_ table: SchemaTable, in service: String) {
        self.table = table
        types = table.columns.map { column in
            let type = column.type + (column.mayBeNull && !column.type.isEmpty ? "?" : "")
            guard let soft = SoftReference.of(column.name, in: table), soft.service != service else { return type }
            return "\(type) ⇢ \(soft.service)"
        }
        notes =
            table.unique.filter { $0.columns.count > 1 || $0.condition != nil }.map { "unique \($0.words)" }
            + table.indexes.map { "index \($0.words)" }
        let rows = zip(table.columns, types).map { 30 + Double($0.name.count + 3 + $1.count) * Self.letterWidth + 12 }
        let others = notes.map { 24 + Double($0.count) * Self.noteLetterWidth }
        let head = 28 + Double(table.name.count + (table.indexedTable == nil ? 0 : 12)) * 8.2
        width = (rows + others + [head, 170]).max() ?? 170
        height =
            Self.headHeight + Double(table.columns.count) * Self.rowHeight + 6
            + (notes.isEmpty ? 0 : Double(notes.count) * Self.noteHeight + 8)
    }

    var right: Double { x + width }
    var bottom: Double { y + height }

    /// The middle of a column's line; of the head for a column that is not shown.
    func middle(of column: String?) -> Double {
        guard let index = table.columns.firstIndex(where: { $0.name == column }) else { return y + Self.headHeight / 2 }
        return y + Self.headHeight + 3 + (Double(index) + 0.5) * Self.rowHeight
    }
}
