import Endpoints
import SQL

/// Lists of orders, newest first, each by an index that carries the order.
struct OrderList: Sendable {
    let database: any Database

    struct Part: Sendable {
        let items: [Order]
        let count: Int
        let isCountExact: Bool
    }

    /// - Parameter buyer: nil for everybody's.
    func orders(of buyer: BuyerID?, status: OrderStatus?, deleted: Bool, window: PageWindow) async throws -> Part {
        var condition: Query = deleted ? "deleted_at is not null" : "deleted_at is null"
        if let buyer { condition += " and user_id = \(buyer)" }
        if let status { condition += " and status = \(status)" }
        return try await part(of: "orders", where: condition, window)
    }

    func orders(holdingGoodsOf vendor: VendorID, status: OrderStatus?, window: PageWindow) async throws -> Part {
        var condition: Query = """
            deleted_at is null and id in (select order_id from order_lines where seller_id = \(vendor))
            """
        if let status { condition += " and status = \(status)" }
        return try await part(of: "orders", where: condition, window)
    }

    /// How many orders of a buyer have not come to their end.
    func countOpen(of buyer: BuyerID) async throws -> Int {
        let open = OrderStatus.allCases.filter { !$0.isFinal }
        return try await database.scalar(
            """
            select count(*) from orders where user_id = \(buyer) and deleted_at is null and status in \(list: open)
            """) ?? 0
    }

    private func part(of table: SQLFragment, where condition: Query, _ window: PageWindow) async throws -> Part {
        let count: Int =
            try await database.scalar(
                """
                select count(*) from
                    (select 1 from \(table) where \(fragment: condition) limit \(PageWindow.countedAtMost + 1)) counted
                """) ?? 0
        let rows = try await database.query(
            """
            select \(fragment: OrderRows.columns) from \(table) where \(fragment: condition)
            order by id desc limit \(window.limit) offset \(window.offset)
            """)
        return Part(
            items: try await OrderRows.orders(of: rows, on: database),
            count: min(count, PageWindow.countedAtMost), isCountExact: count <= PageWindow.countedAtMost)
    }
}
