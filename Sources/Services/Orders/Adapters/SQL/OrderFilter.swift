import SQL

/// Which orders a list holds.
struct OrderFilter: Sendable {
    /// Nil for everybody's.
    var buyer: BuyerID?
    /// Whose goods are among the lines; nil for anybody's.
    var vendor: VendorID?
    var status: OrderStatus?
    var deleted = false

    var condition: Query {
        var condition: Query = deleted ? "deleted_at is not null" : "deleted_at is null"
        if let buyer { condition += " and user_id = \(buyer)" }
        if let vendor {
            condition += " and id in (select order_id from order_lines where seller_id = \(vendor))"
        }
        if let status {
            // A vendor's orders are found by their numbers, which have the list's order; the index of states would not.
            condition += vendor == nil ? " and status = \(status)" : " and coalesce(status, '') = \(status)"
        }
        return condition
    }

    /// How many there are, as far as lists are counted, and one more.
    func counting(upTo limit: Int) -> Query {
        "select count(*) from (select 1 from orders where \(fragment: condition) limit \(limit + 1)) counted"
    }

    /// Newest first.
    func rows(limit: Int, offset: Int) -> Query {
        """
        select \(fragment: OrderRows.columns) from orders where \(fragment: condition)
        order by id desc limit \(limit) offset \(offset)
        """
    }
}
