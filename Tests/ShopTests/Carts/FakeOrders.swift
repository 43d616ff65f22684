import Contracts
import Endpoints
import EventLoops
import HTTP
import JSON
import ServiceKit
import ServiceTestSupport
import Values

/// Orders, as far as checkouts ask for it: the same checkout gets the same order, prices and stock are the catalog's.
final class FakeOrders: Sendable {
    private struct Table {
        var orders: [CheckoutID: OrderView] = [:]
        var requests: [CheckoutOrder] = []
        var refusal: Problem?
    }

    private let table = Lock(Table())
    private let catalog: GoodsForCarts
    private let meantime = Lock<(@Sendable () async throws -> Void)?>(nil)

    init(_ catalog: GoodsForCarts) { self.catalog = catalog }

    var all: [OrderView] { table.withLock { $0.orders.values.sorted { $0.id < $1.id } } }
    /// What checkouts asked for, in the order in which they came.
    var requests: [CheckoutOrder] { table.withLock { $0.requests } }

    /// Answers every checkout with this, whatever it asks for.
    func refuse(with problem: Problem?) { table.withLock { $0.refusal = problem } }

    /// Runs once, before the next checkout is looked at.
    func meanwhile(_ work: @escaping @Sendable () async throws -> Void) { meantime.withLock { $0 = work } }

    func checkout(_ request: Request<PeerService, ByCheckout, Nothing, CheckoutOrder>) async throws -> OrderView {
        let work = meantime.withLock { work in
            defer { work = nil }
            return work
        }
        try await work?()
        return try table.withLock { table in
            table.requests.append(request.body)
            if let refusal = table.refusal { throw refusal }
            if let earlier = table.orders[request.path.checkoutID] { return earlier }
            let order = try place(request.body, number: table.orders.count + 1)
            table.orders[request.path.checkoutID] = order
            return order
        }
    }

    private func place(_ wanted: CheckoutOrder, number: Int) throws -> OrderView {
        for (index, item) in wanted.items.enumerated() {
            guard let product = catalog[item.productID] else {
                throw Problem.invalid([
                    FieldError(pointer: "/items/\(index)/product_id", code: "unknown", message: "is unknown")
                ])
            }
            if let price = item.price, price != product.price {
                throw Problem.conflict(
                    .priceChanged,
                    extensions: [(name: "old", value: "\(price)"), (name: "new", value: "\(product.price)")])
            }
            if item.quantity > product.stockQuantity { throw Problem.conflict(.insufficientStock) }
        }
        let now = Timestamp(seconds: 1_780_000_000)
        let items = wanted.items.enumerated().map { index, item in
            OrderView.Item(
                id: OrderLineID(index + 1), productID: item.productID, productName: "Tea", quantity: item.quantity,
                price: item.price ?? .zero)
        }
        var total = Money.zero
        for item in items { total = try total + item.price * item.quantity }
        return OrderView(
            id: OrderID(number), userID: wanted.userID, user: nil, status: .confirmed, totalAmount: total,
            currency: .usd, shippingAddress: wanted.shippingAddress, items: items,
            history: [OrderView.Step(status: .confirmed, at: now, reason: nil)], createdAt: now, updatedAt: now)
    }
}
