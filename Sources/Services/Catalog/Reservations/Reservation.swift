import Contracts
import SQL
import Values

/// What is promised to an order.
struct Reservation: Sendable {
    struct Line: Sendable {
        var productID: ProductID
        var quantity: Int
        var price: Money
        var productName: String
        var sellerID: UserID?
        var units: [StockUnitID] = []
    }

    var orderID: OrderID
    var state: ReservationState
    /// As they were asked for.
    var lines: [Line]

    /// The order in which rows are taken, the same everywhere: two transactions never wait for each other in a circle.
    var linesInLockOrder: [Line] { lines.sorted { $0.productID < $1.productID } }

    /// Whether a request asks for just this. A price that is not given may be any.
    func holds(_ wanted: [ReservationRequest.Line]) -> Bool {
        guard wanted.count == lines.count else { return false }
        let held = Dictionary(lines.map { ($0.productID, $0) }, uniquingKeysWith: { first, _ in first })
        return wanted.allSatisfy { line in
            guard let own = held[line.productID] else { return false }
            return own.quantity == line.quantity && (line.price ?? own.price) == own.price
        }
    }

    func view(_ currency: Currency) -> ReservationView {
        ReservationView(
            orderID: orderID, state: state, currency: currency,
            lines: lines.map { line in
                ReservationView.Line(
                    productID: line.productID, productName: line.productName, quantity: line.quantity,
                    price: line.price, sellerID: line.sellerID, units: line.units)
            })
    }
}

extension ReservationState: SQLCodable {}
