import Contracts
import Endpoints
import HTTP
import SQL
import ServiceKit
import Values

/// What users and staff do with orders.
struct OrderRoutes: RouteCollection {
    let place: PlaceOrder
    let move: MoveOrder
    let orders: any OrderRepository
    let list: OrderList
    let customers: any CustomerDirectory
    let clock: WallClock

    var routes: Routes {
        Route(OrdersAPI.place, placeOrder)
        Route(OrdersAPI.listOrders, listOrders)
        Route(OrdersAPI.order, order)
        Route(OrdersAPI.readdress, changeAddress)
        Route(OrdersAPI.changeAddress, changeAddress)
        Route(OrdersAPI.cancel, cancel)
        Route(OrdersAPI.pack, pack)
        Route(OrdersAPI.ship, ship)
        Route(OrdersAPI.deliver, deliver)
        Route(OrdersAPI.fail, fail)
        Route(OrdersAPI.delete, delete)
    }

    private func placeOrder(_ request: Request<User, Nothing, Nothing, NewOrder>) async throws -> Reply<OrderView> {
        let actor = request.caller.buyer
        let buyer = request.body.userID.map { BuyerID($0.rawValue) } ?? actor
        guard buyer == actor || request.caller.isStaff else {
            throw Problem.forbidden("Only staff place orders for others.")
        }
        if buyer != actor, try await !customers.exists(buyer) {
            throw Problem.invalid([
                FieldError(pointer: "/user_id", code: "unknown", message: "there is no such user")
            ])
        }
        let draft = try OrderDraft(
            buyer: buyer, actor: actor, checkout: nil, address: request.body.shippingAddress,
            items: request.body.items)
        switch try await place(draft, key: request.idempotent) {
        case .placed(let order): return try await reply(order, location: order.location)
        case .settled(let outcome): return .stored(try outcome.replay())
        }
    }

    private func listOrders(_ request: Request<User, Nothing, OrderQuery, Nothing>) async throws -> Page<OrderView> {
        let query = request.query
        if !request.caller.isStaff, query.userID.map({ $0 != request.caller.id }) ?? false || query.deleted == true {
            throw Problem.forbidden("Only staff see the orders of others, and those that are deleted.")
        }
        let owner = request.caller.isStaff ? query.userID : request.caller.id
        let (part, count) = try await list.part(
            OrderFilter(
                buyer: owner.map { BuyerID($0.rawValue) }, status: query.status.map(OrderStatus.init),
                deleted: query.deleted ?? false),
            query.window)
        let names = await customers.names(of: Set(part.rows.map(\.buyer)))
        return Page(part, count: count, of: request.http.target) { OrderView($0, buyer: names[$0.buyer]) }
    }

    private func order(_ request: Request<User, ByOrderID, Nothing, Nothing>) async throws -> Reply<OrderView> {
        try await reply(try await orders.order(request.number, visibleTo: request.caller.viewer))
    }

    private func changeAddress(
        _ request: Request<User, ByOrderID, Nothing, OrderAddress>
    ) async throws -> Reply<OrderView> {
        guard let address = ShippingAddress(request.body.shippingAddress) else { throw Problem.blankAddress }
        let now = clock.now()
        let byStaff = request.caller.isStaff
        let order = try await orders.update(
            request.number, visibleTo: request.caller.viewer, precondition: request.precondition,
            { try $0.readdress(to: address, at: now, byStaff: byStaff) })
        return try await reply(order)
    }

    private func cancel(_ request: Request<User, ByOrderID, Nothing, Nothing>) async throws -> Reply<OrderView> {
        try await reply(
            try await move.cancel(
                request.number, visibleTo: request.caller.viewer, by: request.caller.buyer, if: request.precondition))
    }

    private func pack(_ request: Request<Staff, ByOrderID, Nothing, OrderPacking>) async throws -> Reply<OrderView> {
        var units: [LineNumber: [UnitNumber]] = [:]
        for (line, copies) in request.body.units ?? [:] {
            units[LineNumber(line.rawValue)] = copies.map { UnitNumber($0.rawValue) }
        }
        return try await reply(
            try await move.pack(
                request.number, units: units, by: request.caller.user.buyer, if: request.precondition))
    }

    private func ship(_ request: Request<Staff, ByOrderID, Nothing, Nothing>) async throws -> Reply<OrderView> {
        try await reply(try await move.ship(request.number, by: request.caller.user.buyer, if: request.precondition))
    }

    private func deliver(_ request: Request<Staff, ByOrderID, Nothing, Nothing>) async throws -> Reply<OrderView> {
        try await reply(try await move.deliver(request.number, by: request.caller.user.buyer, if: request.precondition))
    }

    private func fail(_ request: Request<Staff, ByOrderID, Nothing, OrderFailure>) async throws -> Reply<OrderView> {
        try await reply(
            try await move.fail(
                request.number, because: request.body.reason, by: request.caller.user.buyer,
                if: request.precondition))
    }

    private func delete(_ request: Request<Staff, ByOrderID, Nothing, Nothing>) async throws {
        let now = clock.now()
        _ = try await orders.update(request.number, visibleTo: .staff, precondition: request.precondition) { order in
            try order.delete(at: now)
        }
    }

    private func reply(_ order: Order, location: String? = nil) async throws -> Reply<OrderView> {
        let names = await customers.names(of: [order.buyer])
        return Reply(OrderView(order, buyer: names[order.buyer]), etag: order.etag, location: location)
    }
}

extension User {
    var buyer: BuyerID { BuyerID(id.rawValue) }
    var viewer: OrderViewer { isStaff ? .staff : .buyer(buyer) }
}

extension Request where Path == ByOrderID {
    var number: OrderNumber { OrderNumber(path.id.rawValue) }

    /// Refuses if the caller has seen another version of the order.
    var precondition: OrderPrecondition {
        { [preconditions] order in try preconditions.check(order.etag) }
    }
}
