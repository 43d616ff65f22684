/// One row of a result.
///
/// All rows of a result share one storage, so that a row costs no allocation of its own. Reading it is inlined where the
/// wanted type is known: through generic code a column would cost more than fetching it from the engine.
public struct Row: Sendable {
    @usableFromInline let storage: RowStorage
    @usableFromInline let start: Int

    init(storage: RowStorage, start: Int) {
        self.storage = storage
        self.start = start
    }

    /// The names of the columns, in the order of the statement.
    public var columns: Columns { storage.columns }

    /// The value of a column by name.
    public func get<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws(SQLError) -> Value {
        guard let index = storage.columns.index(of: column) else { throw SQLError(.missingColumn(column)) }
        return try decode(index, as: type)
    }

    /// The value of a column by its place, counted from 0.
    @inlinable
    public func get<Value: SQLDecodable>(at index: Int, as type: Value.Type = Value.self) throws(SQLError) -> Value {
        guard index >= 0, index < storage.width else { throw SQLError(.missingColumn("\(index)")) }
        return try decode(index, as: type)
    }

    /// All columns in order, as a tuple: `let (id, name) = try row.decode(Int.self, String.self)`.
    public func decode<each Value: SQLDecodable>(
        _ types: repeat (each Value).Type
    ) throws(SQLError) -> (repeat each Value) {
        var index = -1
        func next<Next: SQLDecodable>(_ type: Next.Type) throws(SQLError) -> Next {
            index += 1
            return try get(at: index, as: type)
        }
        return (repeat try next(each types))
    }

    /// The raw value of a column by name, or nil if there is no such column.
    public subscript(_ column: String) -> SQLValue? {
        storage.columns.index(of: column).map { storage.values[start + $0] }
    }

    @inlinable
    func decode<Value: SQLDecodable>(_ index: Int, as type: Value.Type) throws(SQLError) -> Value {
        do {
            return try Value(sqlValue: storage.values[start + index])
        } catch {
            throw naming(error, index)
        }
    }

    @usableFromInline
    func naming(_ error: SQLError, _ index: Int) -> SQLError {
        error.naming(column: storage.columns.names[index])
    }
}

/// The values of a result, row after row.
@usableFromInline
final class RowStorage: Sendable {
    @usableFromInline let columns: Columns
    @usableFromInline let width: Int
    @usableFromInline let values: [SQLValue]

    init(columns: Columns, values: [SQLValue]) {
        self.columns = columns
        width = columns.names.count
        self.values = values
    }
}
