import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import HTTP
import JSON
import ServiceKit
import ServiceTestSupport
import Values

/// The catalog's promises on reservations, kept in memory: all or none, and everything may be repeated.
final class FakeCatalog: Sendable {
    struct Goods: Sendable {
        var name: String
        var price: Money
        var onHand: Int
        var reserved = 0
        var seller: UserID?
        /// Copies that have to be chosen when such goods are packed.
        var units: Set<StockUnitID> = []
    }

    struct Reservation: Sendable {
        var state: ReservationState
        var lines: [ReservationView.Line]
    }

    struct State: Sendable {
        var goods: [ProductID: Goods] = [:]
        var reservations: [OrderID: Reservation] = [:]
        /// How often stock was really given back, or really taken: repetitions do not count.
        var releases = 0
        var fulfilments = 0
    }

    private let state = Lock(State())

    subscript(product: Int) -> Goods? {
        get { state.withLock { $0.goods[ProductID(product)] } }
        set { state.withLock { $0.goods[ProductID(product)] = newValue } }
    }

    var snapshot: State { state.withLock { $0 } }

    func reservation(of order: OrderID) -> Reservation? { snapshot.reservations[order] }

    func change(_ product: Int, _ change: (inout Goods) -> Void) {
        state.withLock { state in
            if var goods = state.goods[ProductID(product)] {
                change(&goods)
                state.goods[ProductID(product)] = goods
            }
        }
    }

    /// What is promised and what is held agree, and nothing is promised that is not there.
    var isSound: Bool {
        let state = snapshot
        return state.goods.allSatisfy { product, goods in
            let held = state.reservations.values.filter { $0.state == .held || $0.state == .packed }
                .flatMap(\.lines).filter { $0.productID == product }.map(\.quantity).reduce(0, +)
            return goods.reserved == held && goods.reserved <= goods.onHand
        }
    }

    @RoutesBuilder var routes: Routes {
        Route(CatalogAPI.reserve) { request in try self.reserve(request.path.orderID, request.body.lines) }
        Route(CatalogAPI.release) { request in try self.release(request.path.orderID) }
        Route(CatalogAPI.pack) { request in try self.pack(request.path.orderID, request.body.units ?? []) }
        Route(CatalogAPI.fulfil) { request in try self.fulfil(request.path.orderID) }
    }

    private func reserve(_ order: OrderID, _ wanted: [ReservationRequest.Line]) throws -> ReservationView {
        try state.withLock { state in
            if let earlier = state.reservations[order] {
                guard earlier.state != .released else { throw Problem(.reservationReleased) }
                guard earlier.lines.map(\.productID) == wanted.map(\.productID) else {
                    throw Problem(.reservationDiffers)
                }
                return earlier.view(of: order)
            }
            let lines = try state.priced(wanted)
            try state.take(lines)
            let reservation = Reservation(state: .held, lines: lines)
            state.reservations[order] = reservation
            return reservation.view(of: order)
        }
    }

    private func release(_ order: OrderID) throws {
        try state.withLock { state in
            guard var reservation = state.reservations[order] else {
                state.reservations[order] = Reservation(state: .released, lines: [])
                return
            }
            switch reservation.state {
            case .released: return
            case .fulfilled: throw Problem(.illegalTransition)
            case .held, .packed:
                for line in reservation.lines { state.goods[line.productID]?.reserved -= line.quantity }
                reservation.state = .released
                state.reservations[order] = reservation
                state.releases += 1
            }
        }
    }

    private func pack(_ order: OrderID, _ chosen: [PackRequest.Line]) throws -> ReservationView {
        try state.withLock { state in
            guard var reservation = state.reservations[order] else { throw Problem.notFound }
            switch reservation.state {
            case .released: throw Problem(.reservationReleased)
            case .fulfilled: break
            case .packed where chosen.isEmpty: break
            case .held, .packed:
                for index in reservation.lines.indices {
                    let units = try state.units(for: reservation.lines[index], among: chosen)
                    guard reservation.state == .held || reservation.lines[index].units == units else {
                        let line = chosen.firstIndex { $0.productID == reservation.lines[index].productID } ?? 0
                        throw Problem(
                            .unitUnavailable,
                            errors: [
                                FieldError(
                                    pointer: "/units/\(line)/units", code: "unit_unavailable", message: "packed already"
                                )
                            ])
                    }
                    reservation.lines[index].units = units
                }
                reservation.state = .packed
                state.reservations[order] = reservation
            }
            return reservation.view(of: order)
        }
    }

    private func fulfil(_ order: OrderID) throws -> ReservationView {
        try state.withLock { state in
            guard var reservation = state.reservations[order] else { throw Problem.notFound }
            switch reservation.state {
            case .released: throw Problem(.reservationReleased)
            case .fulfilled: break
            case .held, .packed:
                for line in reservation.lines {
                    state.goods[line.productID]?.reserved -= line.quantity
                    state.goods[line.productID]?.onHand -= line.quantity
                }
                reservation.state = .fulfilled
                state.reservations[order] = reservation
                state.fulfilments += 1
            }
            return reservation.view(of: order)
        }
    }
}

extension FakeCatalog.State {
    func priced(_ wanted: [ReservationRequest.Line]) throws -> [ReservationView.Line] {
        let unknown = wanted.enumerated().filter { goods[$0.element.productID] == nil }
        guard unknown.isEmpty else {
            throw Problem.invalid(
                unknown.map { index, line in
                    FieldError(
                        pointer: "/lines/\(index)/product_id", code: "unknown",
                        message: "there is no product \(line.productID) on sale")
                })
        }
        let lines = wanted.compactMap { line in
            goods[line.productID].map { goods in
                ReservationView.Line(
                    productID: line.productID, productName: goods.name, quantity: line.quantity, price: goods.price,
                    sellerID: goods.seller)
            }
        }
        let dearer = zip(wanted, lines).enumerated().filter { _, pair in
            pair.0.price.map { $0 != pair.1.price } ?? false
        }
        guard dearer.isEmpty else {
            throw Problem(
                .priceChanged,
                errors: dearer.map { index, pair in
                    FieldError(
                        pointer: "/lines/\(index)/price", code: "price_changed", message: "\(pair.1.price) now")
                })
        }
        return lines
    }

    mutating func take(_ lines: [ReservationView.Line]) throws {
        let short = lines.enumerated().filter { _, line in
            goods[line.productID].map { $0.onHand - $0.reserved < line.quantity } ?? true
        }
        guard short.isEmpty else {
            throw Problem(
                .insufficientStock,
                errors: short.map { index, line in
                    FieldError(
                        pointer: "/lines/\(index)/quantity", code: "insufficient_stock",
                        message: "\(line.quantity) wanted")
                })
        }
        for line in lines { goods[line.productID]?.reserved += line.quantity }
    }

    func units(for line: ReservationView.Line, among chosen: [PackRequest.Line]) throws -> [StockUnitID] {
        guard let goods = goods[line.productID], !goods.units.isEmpty else { return [] }
        let index = chosen.firstIndex { $0.productID == line.productID }
        let units = index.map { chosen[$0].units } ?? []
        guard units.count == line.quantity else {
            throw Problem.invalid([
                FieldError(
                    pointer: index.map { "/units/\($0)/units" } ?? "/units", code: "count",
                    message: "product \(line.productID) needs \(line.quantity) different units")
            ])
        }
        guard goods.units.isSuperset(of: units) else { throw Problem(.unitUnavailable) }
        return units
    }
}

extension FakeCatalog.Reservation {
    func view(of order: OrderID) -> ReservationView {
        ReservationView(orderID: order, state: state, currency: .usd, lines: lines)
    }
}
