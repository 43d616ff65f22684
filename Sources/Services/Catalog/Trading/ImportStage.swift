import Contracts
import JSON
import SQL

/// A file's lines, checked and set aside in a database of their own: what was checked is what is imported, whatever
/// happens to the file meanwhile, and no file is too large for memory.
struct ImportStage: Sendable {
    struct CreateStage: Migration {
        static let name = "001_create_stage"

        func statements(_ dialect: Dialect) -> [Query] {
            [
                """
                create table staged (
                    line \(dialect.integer) primary key,
                    sku \(dialect.text) not null,
                    row \(dialect.text)
                )
                """,
                "create unique index staged_sku on staged (sku)",
            ]
        }
    }

    struct Line: Sendable {
        let number: Int
        let sku: String
        /// What is to be done; nil if nothing is.
        let row: ProductRow?
    }

    let database: any Database

    /// Keeps some lines.
    /// - Returns: for those whose number another line has already, that other one.
    func keep(_ lines: [Line]) async throws -> [Int: Int] {
        let encoded = try lines.map { line in
            (line, try line.row.map { String(decoding: try JSONEncoding.encode($0), as: UTF8.self) })
        }
        return try await database.transaction { transaction in
            var earlier: [Int: Int] = [:]
            for (line, row) in encoded {
                let kept = try await transaction.execute(
                    """
                    insert into staged (line, sku, row) values (\(line.number), \(line.sku), \(row))
                    on conflict do nothing
                    """)
                guard kept.rowsChanged == 0 else { continue }
                earlier[line.number] = try await transaction.scalar(
                    "select line from staged where sku = \(line.sku)")
            }
            return earlier
        }
    }

    /// The next lines with something to do.
    func rows(after line: Int, limit: Int) async throws -> [ProductRow] {
        let texts = try await database.query(
            "select row from staged where line > \(line) and row is not null order by line limit \(limit)"
        ) { try $0.get(at: 0, as: String.self) }
        return try texts.map { try JSONDecoding.decode(ProductRow.self, from: Array($0.utf8)) }
    }
}
