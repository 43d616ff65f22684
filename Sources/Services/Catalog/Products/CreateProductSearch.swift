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

    /// Both tables keep an index only, the text stays in `products`; triggers hold them together.
    private static let sqlite: [Query] = [
        """
        create virtual table product_trigrams using fts5 (
            search_name, search_description, content = 'products', content_rowid = 'id',
            tokenize = 'trigram case_sensitive 1'
        )
        """,
        """
        create virtual table product_words using fts5 (
            search_name, search_description, content = 'products', content_rowid = 'id',
            tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2', detail = 'none'
        )
        """,
        """
        create trigger products_text_added after insert on products begin
            insert into product_trigrams (rowid, search_name, search_description)
                values (new.id, new.search_name, new.search_description);
            insert into product_words (rowid, search_name, search_description)
                values (new.id, new.search_name, new.search_description);
        end
        """,
        """
        create trigger products_text_changed after update of search_name, search_description on products
        when old.search_name <> new.search_name or old.search_description <> new.search_description begin
            insert into product_trigrams (product_trigrams, rowid, search_name, search_description)
                values ('delete', old.id, old.search_name, old.search_description);
            insert into product_words (product_words, rowid, search_name, search_description)
                values ('delete', old.id, old.search_name, old.search_description);
            insert into product_trigrams (rowid, search_name, search_description)
                values (new.id, new.search_name, new.search_description);
            insert into product_words (rowid, search_name, search_description)
                values (new.id, new.search_name, new.search_description);
        end
        """,
        """
        create trigger products_text_removed after delete on products begin
            insert into product_trigrams (product_trigrams, rowid, search_name, search_description)
                values ('delete', old.id, old.search_name, old.search_description);
            insert into product_words (product_words, rowid, search_name, search_description)
                values ('delete', old.id, old.search_name, old.search_description);
        end
        """,
    ]

    private static let postgresql: [Query] = [
        "create extension if not exists pg_trgm",
        "create index products_name_trigrams on products using gin (search_name gin_trgm_ops)",
        "create index products_description_trigrams on products using gin (search_description gin_trgm_ops)",
        WordBeginnings.function,
        WordBeginnings.index,
    ]
}
