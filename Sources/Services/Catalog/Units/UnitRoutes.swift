import Contracts
import Endpoints
import HTTP
import SQL
import ServiceKit

struct UnitRoutes: RouteCollection {
    let units: UnitStore
    let products: ProductStore
    let database: any Database
    let keys: IdempotencyStore

    var routes: Routes {
        Route(CatalogAPI.listUnits, list)
        Route(CatalogAPI.addUnit, idempotent: keys, in: database, add)
        Route(CatalogAPI.moveUnit, move)
        Route(CatalogAPI.deleteUnit, delete)
    }

    func list(_ request: Request<Staff, ByProduct, PageQuery, Nothing>) async throws -> Page<StockUnitView> {
        let product = request.path.id
        guard try await products.find(product, in: database) != nil else { throw Problem.notFound }
        let window = request.query.window
        let found = try await database.query(try UnitStore.page(of: product, window), StockUnitView.init)
        let part = UnitStore.order.part(found, window)
        let count = try await database.count(part, UnitStore.count(of: product))
        return Page(part, count: count, of: request.http.target) { $0 }
    }

    func add(
        _ request: Request<Staff, ByProduct, Nothing, NewStockUnit>, in transaction: any Transaction
    ) async throws -> StockUnitView {
        try await units.add(request.body.place, to: request.path.id, in: transaction)
    }

    func move(_ request: Request<Staff, ByStockUnit, Nothing, StockUnitChange>) async throws -> StockUnitView {
        try await database.transaction { transaction in
            try await units.move(
                request.path.id, to: request.body.place, if: request.preconditions, in: transaction)
        }
    }

    func delete(_ request: Request<Staff, ByStockUnit, Nothing, Nothing>) async throws {
        try await database.transaction { transaction in
            try await units.delete(request.path.id, if: request.preconditions, in: transaction)
        }
    }
}
