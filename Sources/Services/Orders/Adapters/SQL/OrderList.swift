import Endpoints
import SQL

/// Lists of orders, newest first, each by an index that carries the order.
struct OrderList: Sendable {
    let database: any Database

    struct Part: Sendable {
        let items: [Order]
        let count: Int
    }

    func part(_ filter: OrderFilter, _ window: PageWindow) async throws -> Part {
        let count: Int = try await database.scalar(filter.counting(upTo: PageWindow.countedAtMost)) ?? 0
        let rows = try await database.query(filter.rows(limit: window.limit, offset: window.offset))
        return Part(items: try await OrderRows.orders(of: rows, on: database), count: count)
    }

    /// How many orders of a buyer have not come to their end.
    func countOpen(of buyer: BuyerID) async throws -> Int {
        let open = OrderStatus.allCases.filter { !$0.isFinal }
        return try await database.scalar(
            """
            select count(*) from orders where user_id = \(buyer) and deleted_at is null and status in \(list: open)
            """) ?? 0
    }
}
