public import SQL
public import Values

/// One of the columns that make an order.
public struct OrderColumn<Row: Sendable>: Sendable {
    let expression: Query
    /// What a row has there, as it stands in a cursor.
    let key: @Sendable (Row) -> String
    /// What stood in a cursor; nil if it cannot have come from this column.
    let read: @Sendable (String) -> SQLValue?

    public static func integer(_ expression: Query, _ value: @escaping @Sendable (Row) -> Int64) -> OrderColumn {
        OrderColumn(expression: expression, key: { String(value($0)) }, read: { Int64($0).map(SQLValue.integer) })
    }

    public static func moment(_ expression: Query, _ value: @escaping @Sendable (Row) -> Timestamp) -> OrderColumn {
        integer(expression) { value($0).microseconds }
    }

    public static func identifier<Entity: Sendable, Value: IdentifierValue & SQLBindable>(
        _ expression: Query, _ value: @escaping @Sendable (Row) -> Identifier<Entity, Value>
    ) -> OrderColumn {
        OrderColumn(
            expression: expression, key: { value($0).description },
            read: { Identifier<Entity, Value>($0)?.sqlValue })
    }
}
