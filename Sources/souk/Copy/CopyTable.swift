import SQL

/// A table as both sides of a copy have it: its name, its columns, and the key by which it is read.
struct CopyTable: Sendable {
    struct Column: Sendable, Equatable {
        let name: String
        let kind: ColumnKind
    }

    let name: String
    let columns: [Column]
    /// The places of the primary key's columns among all.
    let key: [Int]
    /// The column that the database counts up.
    let counted: String?

    /// Rows that are read at once. A row with bytes beside its key may be a picture of two megabytes.
    var pageSize: Int {
        let isHeavy = columns.enumerated().contains { $1.kind == .blob && !key.contains($0) }
        return isHeavy ? 16 : 500
    }

    var quotedName: String { Self.quoted(name) }
    var columnList: String { columns.map { Self.quoted($0.name) }.joined(separator: ", ") }
    var keyList: String { key.map { Self.quoted(columns[$0].name) }.joined(separator: ", ") }

    /// A row's key, for people.
    func describeKey(of row: [SQLValue]) -> String {
        key.map { index in
            let value =
                switch row[index] {
                case .integer(let number): "\(number)"
                case .text(let text): text.debugDescription
                case .blob(let bytes): "\(bytes.count) bytes"
                case let other: "\(other)"
                }
            return "\(columns[index].name) \(value)"
        }.joined(separator: ", ")
    }

    static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

/// The two databases do not have the same tables: one of them is not as this version's migrations make it.
struct UnlikeSchemas: Error, CustomStringConvertible {
    let service: String
    let what: String
    var description: String { "the databases of \(service) are not alike: \(what)" }
}
