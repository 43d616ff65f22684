import SQL

/// The numbers of a product's pictures stand beside it, in their order and with commas between them, so that reads of
/// products need not look for pictures.
struct KeepImageNumbers: Migration {
    static let name = "007_keep_image_numbers"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            "alter table products add column image_numbers \(dialect.text)",
            """
            update products set image_numbers = \(fragment: Self.numbers(of: "products.id", dialect.engine))
            where images_added > 0
            """,
        ] + Self.triggers(dialect.engine)
    }

    /// Null where there are none.
    private static func numbers(of product: Query, _ engine: Dialect.Engine) -> Query {
        switch engine {
        case .sqlite:
            """
            (select group_concat(i.number) from
                (select number from product_images where product_id = \(fragment: product) order by number) i)
            """
        case .postgresql:
            """
            (select string_agg(cast(i.number as text), ',' order by i.number)
                from product_images i where i.product_id = \(fragment: product))
            """
        }
    }

    private static func triggers(_ engine: Dialect.Engine) -> [Query] {
        switch engine {
        case .sqlite:
            [trigger("image_comes", after: "insert", of: "new"), trigger("image_goes", after: "delete", of: "old")]
        case .postgresql:
            [
                """
                create function tell_product_of_images() returns trigger language plpgsql as $body$
                begin
                    update products
                    set image_numbers = \(fragment: numbers(of: "coalesce(new.product_id, old.product_id)", engine))
                    where id = coalesce(new.product_id, old.product_id);
                    return null;
                end
                $body$
                """,
                """
                create trigger images_turn after insert or delete on product_images
                for each row execute function tell_product_of_images()
                """,
            ]
        }
    }

    private static func trigger(_ name: Query, after event: Query, of row: Query) -> Query {
        """
        create trigger \(fragment: name) after \(fragment: event) on product_images begin
            update products set image_numbers = \(fragment: numbers(of: row + ".product_id", .sqlite))
            where id = \(fragment: row).product_id;
        end
        """
    }
}
