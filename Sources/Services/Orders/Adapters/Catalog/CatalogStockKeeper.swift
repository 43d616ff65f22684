import Contracts
import HTTP
import ServiceKit
import Values

/// The catalog, called as a peer.
struct CatalogStockKeeper: StockKeeper {
    let catalog: PeerClient

    func reserve(_ order: Order) async throws -> [PricedGoods] {
        let lines = order.lines.map { line in
            ReservationRequest.Line(
                productID: ProductID(line.product.rawValue), quantity: line.quantity, price: line.wantedPrice)
        }
        do {
            let reservation = try await catalog.call(
                CatalogAPI.reserve, path: ByOrder(order.number), body: ReservationRequest(lines: lines))
            return try goods(of: reservation, for: order)
        } catch let problem as Problem {
            throw Self.refusal(problem) ?? problem
        }
    }

    /// A catalog that leaves a line out, or counts in other money, is one that cannot be understood.
    private func goods(of reservation: ReservationView, for order: Order) throws -> [PricedGoods] {
        let held = Set(reservation.lines.map { ProductNumber($0.productID.rawValue) })
        guard reservation.currency == order.currency, held.isSuperset(of: order.lines.map(\.product)) else {
            throw PeerUnavailable(catalog.peer, .unreadable)
        }
        return reservation.lines.map { line in
            PricedGoods(
                product: ProductNumber(line.productID.rawValue), name: line.productName, price: line.price,
                vendor: line.sellerID.map { VendorID($0.rawValue) })
        }
    }

    func release(_ number: OrderNumber) async throws {
        _ = try await catalog.call(CatalogAPI.release, path: ByOrder(number))
    }

    func pack(_ order: Order, units: [LineNumber: [UnitNumber]]) async throws {
        let lines = order.lines.filter { units[$0.number] != nil }
        let chosen = lines.map { line in
            PackRequest.Line(
                productID: ProductID(line.product.rawValue),
                units: (units[line.number] ?? []).map { StockUnitID($0.rawValue) })
        }
        do {
            _ = try await catalog.call(
                CatalogAPI.pack, path: ByOrder(order.number), body: PackRequest(units: chosen.isEmpty ? nil : chosen))
        } catch let problem as Problem {
            if problem.code == ProblemCode.reservationReleased.name { throw OrderRefusal.released }
            throw problem.renaming("/units/", lines.map(\.number.description), dropping: "/units")
        }
    }

    func fulfil(_ number: OrderNumber) async throws {
        _ = try await catalog.call(CatalogAPI.fulfil, path: ByOrder(number))
    }

    /// The catalog's refusal in the words of an order.
    private static func refusal(_ problem: Problem) -> OrderRefusal? {
        switch problem.code {
        case ProblemCode.insufficientStock.name, ProblemCode.priceChanged.name, ProblemCode.reservationDiffers.name:
            .rejected(problem.renaming("/lines/", to: "/items/"))
        case ProblemCode.reservationReleased.name: .released
        case ProblemCode.invalid.name: .mistaken(problem.renaming("/lines/", to: "/items/"))
        default: nil
        }
    }
}

extension ByOrder {
    init(_ number: OrderNumber) {
        self.init(orderID: OrderID(number.rawValue))
    }
}
