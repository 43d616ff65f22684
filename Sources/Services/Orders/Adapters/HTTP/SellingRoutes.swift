import Contracts
import Endpoints
import HTTP
import Values

/// What sellers see of orders: their own lines, and nothing of the buyer.
struct SellingRoutes: RouteCollection {
    let list: OrderList

    var routes: Routes {
        Route(OrdersAPI.listSelling, listSelling)
    }

    private func listSelling(
        _ request: Request<Seller, Nothing, SellingQuery, Nothing>
    ) async throws -> Page<SellingOrderView> {
        let query = request.query
        let vendor = VendorID(request.caller.user.id.rawValue)
        let (part, count) = try await list.part(
            OrderFilter(vendor: vendor, status: query.status.map(OrderStatus.init)), query.window)
        return Page(part, count: count, of: request.http.target) { order in
            SellingOrderView(
                id: OrderID(order.number.rawValue), status: OrderStatusName(order.status), currency: order.currency,
                items: order.lines.filter { $0.vendor == vendor }.map(OrderView.Item.init),
                createdAt: order.createdAt)
        }
    }
}
