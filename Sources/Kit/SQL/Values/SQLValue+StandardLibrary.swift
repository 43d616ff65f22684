extension Int64: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard case .integer(let value) = sqlValue else { throw .unreadable(sqlValue, as: Self.self) }
        self = value
    }
}

extension Int: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard case .integer(let value) = sqlValue else { throw .unreadable(sqlValue, as: Self.self) }
        self = Int(value)
    }
}

extension Double: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .real(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        switch sqlValue {
        case .real(let value): self = value
        // A sum or an average without a fraction may come back as an integer.
        case .integer(let value): self = Double(value)
        default: throw .unreadable(sqlValue, as: Self.self)
        }
    }
}

extension Bool: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .boolean(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        switch sqlValue {
        case .boolean(let value): self = value
        case .integer(0): self = false
        case .integer(1): self = true
        default: throw .unreadable(sqlValue, as: Self.self)
        }
    }
}

extension String: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard case .text(let value) = sqlValue else { throw .unreadable(sqlValue, as: Self.self) }
        self = value
    }
}

extension [UInt8]: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .blob(self) }

    @inlinable
    public init(sqlValue: SQLValue) throws(SQLError) {
        guard case .blob(let value) = sqlValue else { throw .unreadable(sqlValue, as: Self.self) }
        self = value
    }
}
