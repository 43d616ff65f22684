import Contracts
import Endpoints
import HTTP
import SQL

struct PeerProductRoutes: RouteCollection {
    let reader: ProductReader
    let products: ProductStore
    let database: any Database

    var routes: Routes {
        Route(CatalogAPI.peerProduct, read)
        Route(CatalogAPI.peerProducts, list)
    }

    func read(_ request: Request<PeerService, ByProduct, Nothing, Nothing>) async throws -> HTTPResponse {
        try await reader.product(request.path.id).response
    }

    func list(_ request: Request<PeerService, Nothing, ProductIDsQuery, Nothing>) async throws -> ProductList {
        let found = try await products.find(request.query.ids, in: database)
        return ProductList(products: found.map { $0.view(products.currency) })
    }
}
