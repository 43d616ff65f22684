import Contracts
import Endpoints
import HTTP
import Observability
import ServiceKit

/// Turns a cart into an order: writes the checkout down first, then asks orders, then takes the ordered lines out of the
/// cart, together with the answer that is kept under the request's key.
///
/// Whatever dies in between, the checkout's row is there, and the sweeper repeats the rest: orders gives the same
/// checkout the same order.
struct PlaceCheckout: Sendable {
    let store: CheckoutStore
    let shelf: Shelf
    let orders: PeerClient

    /// How often to look at a cart again that is being filled at the same moment.
    private static let looks = 3

    /// - Throws: what orders refuses; 409 while another checkout of the cart is under way; 503 without an answer of
    ///   orders: the checkout stays open then, and the sweeper brings it to its end.
    func callAsFunction(_ wish: CheckoutWish, key: IdempotentRequest?) async throws -> HTTPResponse {
        // The prices may not be had any more for a request that was answered long ago.
        if let outcome = try await store.keys.outcome(of: key, in: store.database) { return try outcome.replay() }
        for _ in 1...Self.looks {
            let seen = try await store.carts.cart(of: .user(wish.user), on: store.database)
            let goods = try await shelf.goods(seen.products)
            switch try await store.open(wish, goods: goods, key: key) {
            case .settled(let outcome): return try outcome.replay()
            case .refused(let problem): throw problem
            case .cartChanged: continue
            case .opened(let checkout):
                try FailPoints.crash(at: "carts.checkout_opened")
                return try CartsAPI.checkout.response(for: try await finish(checkout))
            }
        }
        throw Problem(.requestInProgress, "The cart is changing at this moment.", fields: [.retryAfter: "1"])
    }

    /// The rest of the way, which may be repeated at any point.
    @discardableResult
    func finish(_ checkout: CartCheckout) async throws -> OrderView {
        let order: OrderView
        do {
            order = try await orders.call(
                OrdersAPI.checkout, path: ByCheckout(checkoutID: checkout.id), body: checkout.order,
                idempotencyKey: "\(checkout.id)")
        } catch let problem as Problem {
            guard Self.isDecision(problem) else { throw Self.asDelay(problem, of: orders.peer) }
            let refusal = Self.asCart(problem)
            try FailPoints.crash(at: "carts.checkout_refused")
            try await store.settle(checkout, refusedBy: refusal)
            throw refusal
        }
        try FailPoints.crash(at: "carts.checkout_ordered")
        try await store.settle(checkout, as: order)
        try FailPoints.crash(at: "carts.checkout_settled")
        return order
    }

    /// Whether orders has decided against this cart. Nothing else may end the checkout: the order may be there already,
    /// and only its answer be lost.
    static func isDecision(_ problem: Problem) -> Bool {
        switch problem.status {
        case .conflict: problem.code != ProblemCode.requestInProgress.name
        case .unprocessableContent: problem.code != ProblemCode.keyReused.name
        default: false
        }
    }

    /// An order that still waits for the catalog, or is overrun, decides later, and says so. Whatever else it may say is
    /// no answer for a buyer.
    private static func asDelay(_ problem: Problem, of peer: String) -> any Error {
        switch problem.status {
        case .conflict, .tooManyRequests: problem
        case let status: PeerUnavailable(peer, .failed(status: status.code))
        }
    }

    /// The refusal as one of a cart, whose request names no lines that a pointer could point to.
    private static func asCart(_ problem: Problem) -> Problem {
        guard problem.code == ProblemCode.invalid.name else {
            var problem = problem
            problem.errors = []
            return problem
        }
        return Problem(.invalid, "Orders does not take this cart: \(problem.errors.first?.message ?? problem.title).")
    }
}
