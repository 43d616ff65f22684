import SQL
import Values

/// Reads orders, whole: three queries, however many orders.
enum OrderRows {
    static let columns: Query = """
        id, user_id, checkout_id, status, total_amount, currency, shipping_address, duty, created_at, updated_at,
        deleted_at, version
        """

    /// Makes orders of rows that hold ``columns``, in their order.
    static func orders(of rows: [Row], on connection: some SQLConnection) async throws -> [Order] {
        let numbers = try rows.map { try $0.get("id", as: OrderNumber.self) }
        guard !numbers.isEmpty else { return [] }
        let lines = try await lines(of: numbers, on: connection)
        let history = try await history(of: numbers, on: connection)
        return try zip(rows, numbers).map { row, number in
            try order(row, lines: lines[number] ?? [], history: history[number] ?? [])
        }
    }

    private static func order(_ row: Row, lines: [OrderLine], history: [OrderStep]) throws -> Order {
        .restored(
            number: try row.get("id"),
            buyer: try row.get("user_id"),
            checkout: try row.get("checkout_id"),
            currency: try row.get("currency"),
            createdAt: try row.get("created_at"),
            status: try row.get("status"),
            lines: lines,
            total: try row.get("total_amount"),
            shippingAddress: .restored(try row.get("shipping_address")),
            history: history,
            duty: try row.get("duty"),
            updatedAt: try row.get("updated_at"),
            deletedAt: try row.get("deleted_at"),
            version: try row.get("version"))
    }

    private static func lines(
        of numbers: [OrderNumber], on connection: some SQLConnection
    ) async throws -> [OrderNumber: [OrderLine]] {
        let rows = try await connection.query(
            """
            select order_id, id, product_id, quantity, wanted_price, product_name, price, seller_id
            from order_lines where order_id in \(list: numbers) order by order_id, id
            """)
        var result: [OrderNumber: [OrderLine]] = [:]
        for row in rows {
            result[try row.get("order_id"), default: []].append(
                OrderLine(
                    number: try row.get("id"), product: try row.get("product_id"), quantity: try row.get("quantity"),
                    wantedPrice: try row.get("wanted_price"), productName: try row.get("product_name"),
                    price: try row.get("price"), vendor: try row.get("seller_id")))
        }
        return result
    }

    private static func history(
        of numbers: [OrderNumber], on connection: some SQLConnection
    ) async throws -> [OrderNumber: [OrderStep]] {
        let rows = try await connection.query(
            """
            select order_id, status, at, reason, actor from order_history
            where order_id in \(list: numbers) order by order_id, position
            """)
        var result: [OrderNumber: [OrderStep]] = [:]
        for row in rows {
            result[try row.get("order_id"), default: []].append(
                OrderStep(
                    status: try row.get("status"), at: try row.get("at"), reason: try row.get("reason"),
                    actor: try row.get("actor")))
        }
        return result
    }
}

extension OrderStatus: SQLCodable {}
extension StockDuty: SQLCodable {}
