import SQL
import TestSupport
import Testing

@testable import souk

@Suite("Reading a schema out of its database")
struct SchemaReaderTests {
    private struct CreateLibrary: Migration {
        static let name = "001_create_library"

        func statements(_ dialect: Dialect) -> [Query] {
            [
                "create table shelves (id \(dialect.identityPrimaryKey), name text not null unique, parent_id integer references shelves (id))",
                """
                create table books (
                    shelf_id integer not null references shelves (id) on delete cascade,
                    place integer not null, title text, order_id integer, copies integer not null default 1,
                    primary key (shelf_id, place), unique (title, copies)
                )
                """,
                "create index books_by_title on books (title, lower(title)) where title is not null",
                "create virtual table book_words using fts5 (title, content = 'books', content_rowid = 'rowid')",
                "create trigger books_stay before delete on books begin select raise(abort, 'no'); end",
            ]
        }
    }

    @Test("Columns come with their types, keys, defaults and whether they may be null")
    func columns() async throws {
        let books = try #require(try await Self.schema().table("books"))
        #expect(books.columns.map(\.name) == ["shelf_id", "place", "title", "order_id", "copies"])
        #expect(books.columns.map(\.isKey) == [true, true, false, false, false])
        #expect(books.columns.map(\.mayBeNull) == [false, false, true, true, false])
        #expect(books.columns.last?.defaultText == "1")
        #expect(books.columns.first?.type == "integer")
    }

    @Test("Foreign keys say where they lead, and whether rows go along")
    func foreignKeys() async throws {
        let schema = try await Self.schema()
        #expect(
            schema.table("books")?.foreignKeys == [
                SchemaForeignKey(columns: ["shelf_id"], table: "shelves", targetColumns: ["id"], cascades: true)
            ])
        #expect(schema.table("shelves")?.foreignKey(from: "parent_id")?.table == "shelves")
    }

    @Test("Indexes say their columns and which rows they hold; rules of uniqueness stand apart from them")
    func indexes() async throws {
        let schema = try await Self.schema()
        let books = try #require(schema.table("books"))
        #expect(books.indexes.map(\.words) == ["(title, expression) where title is not null"])
        #expect(books.unique.map(\.columns) == [["title", "copies"]])
        #expect(schema.table("shelves")?.isUnique("name") == true)
        #expect(books.isUnique("title") == false, "only together with the copies")
    }

    @Test("A full-text index is one table, which names the table that it indexes")
    func virtualTable() async throws {
        let schema = try await Self.schema()
        #expect(schema.tables.map(\.name) == ["souk_migrations", "shelves", "books", "book_words"])
        #expect(schema.table("book_words")?.indexedTable == "books")
        #expect(schema.table("books")?.triggers == ["books_stay"])
    }

    @Test("The text for a terminal names every column, where it leads and what finds it")
    func text() async throws {
        let text = SchemaText(schema: try await Self.schema()).text
        for part in [
            "books", "shelf_id", "→ shelves.id, goes with it", "⇢ orders: orders.id", "default 1",
            "index books_by_title (title, expression) where title is not null", "unique (title, copies)",
            "trigger books_stay",
        ] {
            #expect(text.contains(part), "\(part) is missing in\n\(text)")
        }
    }

    @Test("The Mermaid text has each table and each foreign key")
    func mermaid() async throws {
        let text = SchemaMermaid(schema: try await Self.schema()).text
        #expect(text.hasPrefix("erDiagram\n"))
        #expect(text.contains("integer shelf_id PK, FK"))
        #expect(text.contains("shelves ||--o{ books : \"shelf_id\""))
    }

    private static func schema() async throws -> DatabaseSchema {
        // A schema is drawn of an empty database that is made for it, of files.
        try await withDatabase([CreateLibrary()], engine: .sqlite) { database, _ in
            try await SchemaReader(database: database).schema(of: "library")
        }
    }
}
