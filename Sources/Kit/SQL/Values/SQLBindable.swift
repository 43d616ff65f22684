/// What may stand in a query as a value.
public protocol SQLBindable {
    /// The value as the database keeps it.
    var sqlValue: SQLValue { get }
}

/// What may be read out of a column.
public protocol SQLDecodable {
    /// Reads the value, or refuses it with `SQLError.unreadable(_:as:)`.
    init(sqlValue: SQLValue) throws(SQLError)
}

/// What goes in and comes out as the same.
public typealias SQLCodable = SQLBindable & SQLDecodable

extension Optional: SQLBindable where Wrapped: SQLBindable {
    public var sqlValue: SQLValue {
        switch self {
        case .none: .null
        case .some(let wrapped): wrapped.sqlValue
        }
    }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        if case .null = sqlValue {
            self = .none
        } else {
            self = .some(try Wrapped(sqlValue: sqlValue))
        }
    }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard let value = Self(rawValue: try RawValue(sqlValue: sqlValue)) else {
            throw .unreadable(sqlValue, as: Self.self)
        }
        self = value
    }
}

extension SQLValue: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { self }

    @inlinable
    public init(sqlValue: SQLValue) {
        self = sqlValue
    }
}
