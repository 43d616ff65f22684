/// Where a statement can be sent: a database, or a transaction of it. Stores take `some SQLConnection` where it does
/// not matter which.
public protocol SQLConnection: Sendable {
    /// What the engine writes its own way.
    var dialect: Dialect { get }

    /// Reads rows. Outside of a transaction it must not write; `insert … returning` is for `execute`.
    func query(_ query: Query) async throws(SQLError) -> [Row]

    /// Writes. Outside of a transaction this is a transaction of one statement.
    @discardableResult
    func execute(_ query: Query) async throws(SQLError) -> ExecutionResult
}

/// What a statement has done.
public struct ExecutionResult: Sendable {
    /// How many rows it inserted, updated or deleted: a conditional update that lost says 0.
    public let rowsChanged: Int
    /// What its `returning` clause has returned.
    public let rows: [Row]

    public init(rowsChanged: Int, rows: [Row] = []) {
        self.rowsChanged = rowsChanged
        self.rows = rows
    }
}

extension SQLConnection {
    /// The first row, if there is one.
    public func first(_ query: Query) async throws(SQLError) -> Row? {
        try await self.query(query).first
    }

    /// The rows, each made into a value.
    public func query<Value>(_ query: Query, _ make: (Row) throws -> Value) async throws -> [Value] {
        try await self.query(query).map(make)
    }

    /// The first row made into a value, if there is one.
    public func first<Value>(_ query: Query, _ make: (Row) throws -> Value) async throws -> Value? {
        try await first(query).map(make)
    }

    /// The first column of the first row, such as a count; nil if there is no row or the value is null.
    public func scalar<Value: SQLDecodable>(
        _ query: Query, as type: Value.Type = Value.self
    ) async throws(SQLError) -> Value? {
        try await first(query)?.get(at: 0, as: Value?.self)
    }

    /// The first column of the row that `insert … returning` returned.
    public func insert<Value: SQLDecodable>(
        _ query: Query, returning type: Value.Type = Value.self
    ) async throws(SQLError) -> Value {
        guard let row = try await execute(query).rows.first else { throw SQLError(.missingRow) }
        return try row.get(at: 0)
    }
}
