/// Collects a result value by value; for drivers.
public struct RowsBuilder {
    private let columns: Columns
    private var values: [SQLValue] = []

    /// - Parameter rowCount: how many rows to make room for.
    public init(columns: Columns, rowCount: Int = 1) {
        self.columns = columns
        values.reserveCapacity(columns.names.count * rowCount)
    }

    /// The next value: of the next column, or of the next row's first one.
    public mutating func append(_ value: SQLValue) {
        values.append(value)
    }

    /// The complete rows.
    public func rows() -> [Row] {
        let width = columns.names.count
        guard width > 0, !values.isEmpty else { return [] }
        let storage = RowStorage(columns: columns, values: values)
        return stride(from: 0, to: values.count, by: width).map { Row(storage: storage, start: $0) }
    }
}
