public import SQL

/// What always holds in the orders' database, whatever has happened to the process.
public enum OrdersInvariants {
    /// After so many attempts, which take a quarter of an hour, something is wrong that no repetition mends.
    static let attempts = 20

    /// - Returns: every violation; empty when all is well.
    public static func violations(_ database: any Database) async throws -> [Violation] {
        try await Invariant.violations(of: all, in: database)
    }

    /// How many there are.
    public static var count: Int { all.count }

    private static var all: [Invariant] { books + histories + sagas }

    private static var books: [Invariant] {
        [
            Invariant(
                "an order's total is the sum of its lines",
                violations:
                    """
                    select 'order ' || o.id, ' says ' || o.total_amount || ', its lines ' || coalesce(sum(l.price * l.quantity), 0)
                    from orders o left join order_lines l on l.order_id = o.id
                    group by o.id, o.total_amount
                    having o.total_amount <> coalesce(sum(l.price * l.quantity), 0)
                    """),
            Invariant(
                "every order has lines",
                violations:
                    """
                    select 'order ' || o.id from orders o
                    where not exists (select 1 from order_lines l where l.order_id = o.id)
                    """),
            Invariant(
                "what was confirmed has names and prices",
                violations:
                    """
                    select 'order ' || l.order_id || ', product ' || l.product_id from order_lines l
                    where l.product_name = '' and exists (
                        select 1 from order_history h
                        where h.order_id = l.order_id and h.status = \(OrderStatus.confirmed))
                    """),
            Invariant(
                "only finished orders are deleted",
                violations:
                    """
                    select 'order ' || id, ' is ' || status from orders
                    where deleted_at is not null and status not in \(list: OrderStatus.allCases.filter(\.isFinal))
                    """),
        ]
    }

    private static var histories: [Invariant] {
        let steps = OrderStatus.allCases.flatMap { from in from.successors.map { "\(from.rawValue)>\($0.rawValue)" } }
        return [
            Invariant(
                "an order is where its history ends",
                violations:
                    """
                    select 'order ' || o.id, ' is ' || o.status from orders o
                    where o.status <> coalesce((
                        select h.status from order_history h where h.order_id = o.id order by h.position desc limit 1), '')
                    """),
            Invariant(
                "a history begins with pending and has no gaps",
                violations:
                    """
                    select 'order ' || order_id from order_history group by order_id
                    having min(position) <> 1 or max(position) <> count(*)
                        or min(case when position = 1 then status end) <> \(OrderStatus.pending)
                    """),
            Invariant(
                "an order goes only where it may",
                violations:
                    """
                    select 'order ' || a.order_id || ' went from ' || a.status || ' to ' || b.status
                    from order_history a join order_history b on b.order_id = a.order_id and b.position = a.position + 1
                    where a.status || '>' || b.status not in \(list: steps)
                    """),
        ]
    }

    private static var sagas: [Invariant] {
        [
            Invariant(
                "an order owes the catalog what follows from its state",
                violations:
                    """
                    select 'order ' || id, ' is ' || status || ' and owes a ' || duty from orders
                    where (duty = \(StockDuty.release)
                            and status not in \(list: [OrderStatus.pending] + OrderStatus.allCases.filter { $0.duty == .release }))
                        or (duty = \(StockDuty.fulfil)
                            and status not in \(list: [OrderStatus.shipped, .delivered]))
                    """),
            Invariant(
                "just the orders that are not done are taken up again",
                violations:
                    """
                    select 'order ' || id, ' is ' || status from orders
                    where (next_attempt_at is not null) <> (status = \(OrderStatus.pending) or duty is not null)
                    """),
            Invariant(
                "what was begun is finished",
                violations:
                    """
                    select 'order ' || id, ' is ' || status || ' after ' || attempts || ' attempts' from orders
                    where next_attempt_at is not null and attempts > \(attempts)
                    """),
            Invariant(
                "a key without an outcome belongs to an order that is pending",
                violations:
                    """
                    select 'the key of ' || coalesce(k.reference, 'nothing') from idempotency_keys k
                    where k.outcome is null and not exists (
                        select 1 from orders o
                        where 'order:' || o.id = k.reference and o.status = \(OrderStatus.pending))
                    """),
            Invariant(
                "every event is sent in the end",
                violations: "select type || ' of ' || subject from souk_outbox where status = 'dead'"),
        ]
    }
}
