/// The tables of one database, as the database itself tells of them.
struct DatabaseSchema: Sendable, Equatable {
    /// The service that owns it.
    let service: String
    /// In the order in which they were made.
    let tables: [SchemaTable]

    func table(_ name: String) -> SchemaTable? { tables.first { $0.name == name } }
}

/// A table with its columns, and everything that holds them to anything.
struct SchemaTable: Sendable, Equatable {
    let name: String
    let columns: [SchemaColumn]
    let foreignKeys: [SchemaForeignKey]
    /// What keeps values apart besides the primary key, in the order of declaration.
    let unique: [SchemaIndex]
    /// What finds rows.
    let indexes: [SchemaIndex]
    let triggers: [String]
    /// For a table that indexes the text of another: the other.
    let indexedTable: String?

    /// Every database has these, as the kit needs them.
    var belongsToKit: Bool { name.hasPrefix("souk_") || name == "idempotency_keys" }

    /// The foreign key that begins in a column.
    func foreignKey(from column: String) -> SchemaForeignKey? {
        foreignKeys.first { $0.columns.contains(column) }
    }

    /// Whether the column alone has to be unique, in every row.
    func isUnique(_ column: String) -> Bool {
        unique.contains { $0.columns == [column] && $0.condition == nil }
    }
}

/// A column.
struct SchemaColumn: Sendable, Equatable {
    let name: String
    let type: String
    let mayBeNull: Bool
    let defaultText: String?
    let isKey: Bool
}

/// A rule that rows of another table stand behind these columns.
struct SchemaForeignKey: Sendable, Equatable {
    let columns: [String]
    let table: String
    let targetColumns: [String]
    /// Whether rows go with the row that they point to.
    let cascades: Bool
}

/// An index; what is no plain column in it is an expression.
struct SchemaIndex: Sendable, Equatable {
    /// Nil where the rule stands in the table and its index has no name of its own.
    let name: String?
    let columns: [String]
    /// For an index of some rows only: which.
    let condition: String?

    /// `(price, id) where is_active`
    var words: String {
        "(\(columns.joined(separator: ", ")))" + (condition.map { " where \($0)" } ?? "")
    }
}
