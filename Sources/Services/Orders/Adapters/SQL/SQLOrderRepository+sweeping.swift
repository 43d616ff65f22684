import SQL
import Values

extension SQLOrderRepository {
    func takeUnfinished(limit: Int) async throws -> [Order] {
        let now = clock.now()
        return try await database.transaction { transaction in
            // Each attempt waits longer than the last, up to a minute.
            let rows = try await transaction.execute(
                """
                update orders set attempts = attempts + 1,
                    next_attempt_at = \(now) + 5000000 * (case when attempts < 12 then attempts + 1 else 12 end)
                where id in (
                    select id from orders where next_attempt_at <= \(now) order by next_attempt_at limit \(limit)
                    \(transaction.dialect.forUpdateSkipLocked))
                returning \(fragment: OrderRows.columns)
                """
            ).rows
            return try await OrderRows.orders(of: rows, on: transaction)
        }
    }

    func strikeOut(_ duty: StockDuty, of number: OrderNumber) async throws {
        try await database.execute(
            """
            update orders set duty = null, next_attempt_at = null, attempts = 0
            where id = \(number) and duty = \(duty)
            """)
    }
}
