import SQL

/// What finds products by their text; see ``ProductSearch`` for how it is asked.
struct CreateProductSearch: Migration {
    static let name = "003_create_product_search"

    func statements(_ dialect: Dialect) -> [Query] {
        switch dialect.engine {
        case .sqlite: Self.sqlite
        case .postgresql: Self.postgresql
        }
    }

    /// The signs of ASCII, for a string within a string. What is not ASCII is no sign to this tokenizer.
    private static let signs: String = {
        let signs = (0x21...0x7F as ClosedRange<UInt8>).map { Unicode.Scalar($0) }.filter { scalar in
            !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        }
        let text = String(String.UnicodeScalarView(signs))
        return text.replacing("\"", with: "\"\"").replacing("'", with: "''")
    }()

    /// Both tables keep an index only, the text stays in `products`; triggers hold them together.
    private static let sqlite: [Query] = [
        """
        create virtual table product_trigrams using fts5 (
            search_name, search_description, content = 'products', content_rowid = 'id',
            tokenize = 'trigram case_sensitive 1'
        )
        """,
        """
        create virtual table product_beginnings using fts5 (
            search_beginnings, content = 'products', content_rowid = 'id',
            tokenize = "ascii tokenchars '\(unescaped: signs)'", detail = 'none'
        )
        """,
        """
        create trigger products_text_added after insert on products begin
            insert into product_trigrams (rowid, search_name, search_description)
                values (new.id, new.search_name, new.search_description);
            insert into product_beginnings (rowid, search_beginnings) values (new.id, new.search_beginnings);
        end
        """,
        """
        create trigger products_text_changed
        after update of search_name, search_description, search_beginnings on products
        when old.search_name <> new.search_name or old.search_description <> new.search_description
            or old.search_beginnings <> new.search_beginnings begin
            insert into product_trigrams (product_trigrams, rowid, search_name, search_description)
                values ('delete', old.id, old.search_name, old.search_description);
            insert into product_beginnings (product_beginnings, rowid, search_beginnings)
                values ('delete', old.id, old.search_beginnings);
            insert into product_trigrams (rowid, search_name, search_description)
                values (new.id, new.search_name, new.search_description);
            insert into product_beginnings (rowid, search_beginnings) values (new.id, new.search_beginnings);
        end
        """,
        """
        create trigger products_text_removed after delete on products begin
            insert into product_trigrams (product_trigrams, rowid, search_name, search_description)
                values ('delete', old.id, old.search_name, old.search_description);
            insert into product_beginnings (product_beginnings, rowid, search_beginnings)
                values ('delete', old.id, old.search_beginnings);
        end
        """,
    ]

    private static let postgresql: [Query] = [
        "create extension if not exists pg_trgm",
        "create index products_name_trigrams on products using gin (search_name gin_trgm_ops)",
        "create index products_description_trigrams on products using gin (search_description gin_trgm_ops)",
        // Elements are what stands between blanks, compared as their column is: byte by byte.
        "create index products_beginnings on products using gin (string_to_array(search_beginnings, ' '))",
    ]
}
