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
        let reservation = try await asked {
            try await catalog.call(
                CatalogAPI.reserve, path: ByOrder(order.number), body: ReservationRequest(lines: lines))
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
        let lines = order.lines.compactMap { line -> PackRequest.Line? in
            guard let units = units[line.number] else { return nil }
            return PackRequest.Line(
                productID: ProductID(line.product.rawValue), units: units.map { StockUnitID($0.rawValue) })
        }
        _ = try await asked {
            try await catalog.call(
                CatalogAPI.pack, path: ByOrder(order.number), body: PackRequest(units: lines.isEmpty ? nil : lines))
        }
    }

    func fulfil(_ number: OrderNumber) async throws {
        _ = try await catalog.call(CatalogAPI.fulfil, path: ByOrder(number))
    }

    /// Says the catalog's refusals in the words of an order.
    private func asked<Answer>(_ call: () async throws -> Answer) async throws -> Answer {
        do {
            return try await call()
        } catch let problem as Problem {
            switch problem.code {
            case ProblemCode.insufficientStock.name, ProblemCode.priceChanged.name:
                throw OrderRefusal.rejected(Self.asItems(problem))
            case ProblemCode.reservationReleased.name:
                throw OrderRefusal.released
            case ProblemCode.invalid.name:
                throw OrderRefusal.unknownGoods(Self.asItems(problem))
            default:
                throw problem
            }
        }
    }

    /// What the catalog calls lines, an order calls items.
    private static func asItems(_ problem: Problem) -> Problem {
        var problem = problem
        problem.errors = problem.errors.map { error in
            guard case .pointer(let pointer) = error.location, pointer.hasPrefix("/lines/") else { return error }
            return FieldError(
                pointer: "/items/" + pointer.dropFirst("/lines/".count), code: error.code, message: error.message)
        }
        return problem
    }
}

extension ByOrder {
    init(_ number: OrderNumber) {
        self.init(orderID: OrderID(number.rawValue))
    }
}
