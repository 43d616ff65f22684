public import Contracts
public import SQL
public import Values

/// What an order expects the catalog to hold for it, for those who compare the two.
public struct OrderHolding: Sendable, Hashable {
    public let orderID: OrderID
    public let status: OrderStatusName
    /// Whether the catalog has yet to be told what became of the order: the two may differ until then.
    public let isUnsettled: Bool
    /// Pieces by product.
    public let quantities: [ProductID: Int]

    /// What a reservation may be, given the order; nil stands for none at all.
    public var expectedStates: Set<ReservationState?> {
        switch status {
        case .pending: [nil, .held, .released]
        // Units are assigned before the order says that it is packed.
        case .confirmed: [.held, .packed]
        case .packed: [.packed]
        case .shipped, .delivered: isUnsettled ? [.packed, .fulfilled] : [.fulfilled]
        case .rejected, .cancelled, .failed: isUnsettled ? [nil, .held, .packed, .released] : [nil, .released]
        }
    }

    /// What is wrong, in words; nil if the two agree.
    /// - Parameters:
    ///   - state: of the order's reservation; nil if it has none.
    ///   - held: pieces by product of that reservation.
    public func disagreement(with state: ReservationState?, holding held: [ProductID: Int]) -> String? {
        guard expectedStates.contains(state) else {
            return "order \(orderID) is \(status.rawValue), its reservation \(state?.rawValue ?? "missing")"
        }
        switch state {
        case nil, .released: return nil
        case .held, .packed, .fulfilled:
            return held == quantities ? nil : "order \(orderID) is reserved with other lines than it has"
        }
    }
}

extension Orders {
    /// All orders with what they hold, by order.
    public static func holdings(_ database: any Database) async throws -> [OrderHolding] {
        let rows = try await database.slowQuery(
            """
            select o.id, o.status, o.duty, l.product_id, l.quantity
            from orders o join order_lines l on l.order_id = o.id order by o.id, l.id
            """)
        var holdings: [OrderHolding] = []
        for row in rows {
            let order: OrderID = try row.get(at: 0)
            var quantities = holdings.last?.orderID == order ? holdings.removeLast().quantities : [:]
            quantities[try row.get(at: 3)] = try row.get(at: 4, as: Int.self)
            let status: OrderStatus = try row.get(at: 1)
            holdings.append(
                OrderHolding(
                    orderID: order, status: OrderStatusName(status),
                    isUnsettled: try status == .pending || row.get(at: 2, as: StockDuty?.self) != nil,
                    quantities: quantities))
        }
        return holdings
    }
}
