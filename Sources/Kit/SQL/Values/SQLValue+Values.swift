public import FoundationEssentials
public import Values

/// Kept as text in lower case, which every engine compares and indexes the same way.
extension UUID: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(lowercaseText) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard case .text(let text) = sqlValue, let value = UUID(identifierText: text) else {
            throw .unreadable(sqlValue, as: Self.self)
        }
        self = value
    }
}

/// Kept as microseconds since 1970.
extension Timestamp: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(microseconds) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        self.init(microseconds: try Int64(sqlValue: sqlValue))
    }
}

/// Kept as minor units.
extension Money: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(minorUnits) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        self.init(minorUnits: try Int64(sqlValue: sqlValue))
    }
}

extension EmailAddress: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(address) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard case .text(let text) = sqlValue, let value = EmailAddress(text) else {
            throw .unreadable(sqlValue, as: Self.self)
        }
        self = value
    }
}

extension Identifier: SQLBindable where RawValue: SQLBindable {
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension Identifier: SQLDecodable where RawValue: SQLDecodable {
    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        self.init(rawValue: try RawValue(sqlValue: sqlValue))
    }
}

extension Currency: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(code) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard case .text(let text) = sqlValue, let value = Currency(text) else {
            throw .unreadable(sqlValue, as: Self.self)
        }
        self = value
    }
}
