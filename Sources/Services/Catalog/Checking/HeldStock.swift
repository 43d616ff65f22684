public import Contracts
public import SQL
public import Values

extension Catalog {
    /// What an order holds, for those who compare it with the order.
    public struct HeldStock: Sendable, Hashable {
        public let orderID: OrderID
        public let state: ReservationState
        /// Pieces by product.
        public let quantities: [ProductID: Int]
    }

    /// All reservations, by order.
    public static func reservations(_ database: any Database) async throws -> [HeldStock] {
        let rows = try await database.slowQuery(
            """
            select r.order_id, r.state, l.product_id, l.quantity
            from reservations r left join reservation_lines l on l.order_id = r.order_id
            order by r.order_id, l.position
            """)
        var held: [HeldStock] = []
        for row in rows {
            let order: OrderID = try row.get(at: 0)
            var quantities = held.last?.orderID == order ? held.removeLast().quantities : [:]
            if let product = try row.get(at: 2, as: ProductID?.self) { quantities[product] = try row.get(at: 3) }
            held.append(HeldStock(orderID: order, state: try row.get(at: 1), quantities: quantities))
        }
        return held
    }
}
