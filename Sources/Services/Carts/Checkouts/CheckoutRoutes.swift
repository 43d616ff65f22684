import Contracts
import Endpoints
import HTTP
import ServiceKit

/// Ordering what is in a cart.
struct CheckoutRoutes: RouteCollection {
    let place: PlaceCheckout

    var routes: Routes {
        Route(CartsAPI.checkout, checkout)
    }

    func checkout(_ request: Request<User, Nothing, Nothing, Checkout>) async throws -> HTTPResponse {
        let wish = CheckoutWish(
            user: request.caller.id, shippingAddress: request.body.shippingAddress,
            expectedTotal: request.body.expectedTotal)
        return try await place(wish, key: request.idempotent)
    }
}
