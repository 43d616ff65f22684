public import SQL

/// What always holds in the catalog's database, whatever has happened to the process.
public enum CatalogInvariants {
    /// - Returns: every violation; empty when all is well.
    public static func violations(_ database: any Database) async throws -> [Violation] {
        try await Invariant.violations(of: all, in: database)
    }

    /// How many there are.
    public static var count: Int { all.count }

    private static let all = [
        Invariant(
            "nothing is promised that is not there",
            violations: """
                select 'product ' || product_id, ' has ' || on_hand || ' and promises ' || reserved
                from stock where reserved < 0 or reserved > on_hand
                """),
        Invariant(
            "every product has a stock",
            violations: """
                select 'product ' || p.id from products p left join stock s on s.product_id = p.id
                where s.product_id is null
                """),
        Invariant(
            "a product is known to be in stock when there is something to sell",
            violations: """
                select 'product ' || p.id, ' has ' || s.on_hand || ', promises ' || s.reserved
                from products p join stock s on s.product_id = p.id
                where p.in_stock <> (s.on_hand > s.reserved)
                """),
        Invariant(
            "a product knows its pictures",
            violations: """
                select 'product ' || p.id, ' knows ' || coalesce(p.image_numbers, 'none')
                from products p
                where exists (
                        select 1 from product_images i where i.product_id = p.id
                            and ',' || coalesce(p.image_numbers, '') || ',' not like '%,' || i.number || ',%'
                    )
                    or coalesce(length(p.image_numbers) - length(replace(p.image_numbers, ',', '')) + 1, 0)
                        <> (select count(*) from product_images i where i.product_id = p.id)
                """),
        Invariant(
            "what is promised is promised to orders",
            violations: """
                select 'product ' || s.product_id, ' promises ' || s.reserved || ', its orders hold '
                    || coalesce(held.quantity, 0)
                from stock s left join (
                    select l.product_id, sum(l.quantity) as quantity
                    from reservation_lines l join reservations r on r.order_id = l.order_id
                    where r.state in ('held', 'packed') group by l.product_id
                ) held on held.product_id = s.product_id
                where s.reserved <> coalesce(held.quantity, 0)
                """),
        Invariant(
            "goods counted by units have as many as units on the shelf or packed",
            violations: """
                select 'product ' || s.product_id, ' has ' || s.on_hand || ' and ' || coalesce(u.number, 0) || ' units'
                from stock s left join (
                    select product_id, count(*) as number from stock_units where state <> 'sold' group by product_id
                ) u on u.product_id = s.product_id
                where (s.counted_by_units and s.on_hand <> coalesce(u.number, 0))
                    or (not s.counted_by_units and coalesce(u.number, 0) > 0)
                """),
        Invariant(
            "packed orders have a unit for each piece of goods counted by units",
            violations: """
                select 'order ' || l.order_id || ' holds ' || l.quantity || ' of product ' || l.product_id, ', '
                    || (select count(*) from stock_units u
                        where u.order_id = l.order_id and u.product_id = l.product_id) || ' units'
                from reservation_lines l
                join reservations r on r.order_id = l.order_id
                join stock s on s.product_id = l.product_id
                where r.state = 'packed' and s.counted_by_units
                    and l.quantity <> (select count(*) from stock_units u
                        where u.order_id = l.order_id and u.product_id = l.product_id)
                """),
        Invariant(
            "units are assigned to packed orders only",
            violations: """
                select 'unit ' || u.id || ' of order ' || u.order_id
                from stock_units u left join reservations r on r.order_id = u.order_id
                where u.state = 'assigned' and (r.state is null or r.state <> 'packed')
                """),
        Invariant(
            "what an order holds has lines",
            violations: """
                select 'order ' || r.order_id from reservations r
                where r.state <> 'released'
                    and not exists (select 1 from reservation_lines l where l.order_id = r.order_id)
                """),
        Invariant(
            "no category is below itself",
            violations: """
                with recursive reached(id) as (
                    select id from categories where parent_id is null
                    union
                    select c.id from categories c join reached on c.parent_id = reached.id
                )
                select 'category ' || id from categories where id not in (select id from reached)
                """),
    ]
}
