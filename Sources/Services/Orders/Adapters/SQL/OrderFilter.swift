import Endpoints
import SQL
import ServiceKit
import Values

/// Which orders a list holds.
struct OrderFilter: Sendable {
    /// Nil for everybody's.
    var buyer: BuyerID?
    /// Whose goods are among the lines; nil for anybody's.
    var vendor: VendorID?
    var status: OrderStatus?
    var deleted = false

    /// How many there are, as far as lists are counted, and one more.
    var count: Query {
        let numbers: Query =
            vendor == nil ? "select 1 \(fragment: source)" : "select distinct l.order_id \(fragment: source)"
        let all = conditions.joined(separator: " and ")
        return """
            select count(*) from (
                \(fragment: numbers) where \(fragment: all) limit \(PageWindow.countedAtMost + 1)) counted
            """
    }

    /// Newest first.
    func page(_ window: PageWindow) throws -> Query {
        guard vendor != nil else {
            return try Self.order("o.id").query(
                "select \(fragment: OrderRows.columns) \(fragment: source)", where: conditions, window)
        }
        // The index of a vendor's lines has the numbers in order: what is found twice stands side by side.
        let numbers = try Self.order("l.order_id").query(
            "select distinct l.order_id as number \(fragment: source)", where: conditions, window)
        return """
            select \(fragment: OrderRows.columns) from (\(fragment: numbers)) as page
            join orders o on o.id = page.number \(fragment: Self.order("o.id").clause(window))
            """
    }

    func part(_ orders: [Order], _ window: PageWindow) -> ListPart<Order> { Self.order("o.id").part(orders, window) }

    private static func order(_ column: Query) -> ListOrder<Order> {
        ListOrder("newest", .descending, [.integer(column) { Int64($0.number.rawValue) }])
    }

    private var source: Query {
        vendor == nil ? "from orders o" : "from order_lines l cross join orders o"
    }

    private var conditions: [Query] {
        var conditions: [Query] = [deleted ? "o.deleted_at is not null" : "o.deleted_at is null"]
        if let buyer { conditions.append("o.user_id = \(buyer)") }
        if let vendor { conditions += ["o.id = l.order_id", "l.seller_id = \(vendor)"] }
        if let status { conditions.append("o.status = \(status)") }
        return conditions
    }
}
