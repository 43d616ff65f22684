import Contracts
import Endpoints
import HTTP
import SQL

struct StockRoutes: RouteCollection {
    let stock: StockStore
    let products: ProductStore
    let database: any Database

    var routes: Routes {
        Route(CatalogAPI.checkStock, check)
        Route(CatalogAPI.updateStock, update)
    }

    func check(_ request: Request<PeerService, Nothing, Nothing, StockCheck>) async throws -> StockVerdict {
        let wanted = request.body.quantity ?? 1
        guard let product = try await products.find(request.body.productID, in: database), product.isActive else {
            throw Problem.notFound
        }
        guard product.available >= wanted else {
            throw StockShortage(lines: [
                StockShortage.Line(
                    pointer: "/quantity", productID: product.id, wanted: wanted, available: product.available)
            ])
        }
        return StockVerdict(
            available: true, productName: product.name, price: product.price, stockQuantity: product.available)
    }

    func update(_ request: Request<PeerService, Nothing, Nothing, StockUpdate>) async throws -> StockUpdateResult {
        let body = request.body
        let left = try await database.transaction { transaction in
            switch body.operation {
            case .decrease: try await stock.take(body.quantity, from: body.productID, in: transaction)
            case .increase: try await stock.add(body.quantity, to: body.productID, in: transaction)
            }
        }
        return StockUpdateResult(success: true, newStock: left)
    }
}
