import Endpoints
import SQL
import ServiceKit

/// Lists of orders, newest first, each by an index that carries the order.
struct OrderList: Sendable {
    let database: any Database

    func part(_ filter: OrderFilter, _ window: PageWindow) async throws -> (part: ListPart<Order>, count: Int) {
        let rows = try await database.query(try filter.page(window))
        let part = filter.part(try await OrderRows.orders(of: rows, on: database), window)
        return (part, try await database.count(part, filter.count))
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
