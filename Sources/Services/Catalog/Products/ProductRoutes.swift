import Contracts
import Endpoints
import EventLoops
import HTTP
import JSON
import SQL
import ServiceKit

struct ProductRoutes: RouteCollection {
    let reader: ProductReader
    let editor: ProductEditor
    let database: any Database
    let keys: IdempotencyStore

    var routes: Routes {
        Route(CatalogAPI.listProducts, atHand: listAtHand, list).atHand { http, _ in try reader.knownList(http.target) }
        Route(CatalogAPI.product, read).atHand { http, context in
            try reader.productAtHand(context.parameters["id"], http.target)
        }
        Route(CatalogAPI.listOwnProducts, listOwn)
        Route(CatalogAPI.createProduct, idempotent: keys, in: database, create)
        Route(CatalogAPI.replaceProduct, replace)
        Route(CatalogAPI.changeProduct, change)
        Route(CatalogAPI.disableProduct, disable)
    }

    func list(_ request: Request<Anyone, Nothing, ProductQuery, Nothing>) async throws -> HTTPResponse {
        try await reader.list(request.query, of: request.http.target).response
    }

    func listAtHand(_ request: Request<Anyone, Nothing, ProductQuery, Nothing>) throws -> Attempt<HTTPResponse> {
        try reader.listAtHand(request.query, of: request.http.target)
    }

    func read(_ request: Request<Visitor, ByProduct, Nothing, Nothing>) async throws -> HTTPResponse {
        let id = request.path.id
        do {
            return try await reader.product(id).response
        } catch let problem as Problem where problem.status == .notFound {
            guard let user = request.caller.user else { throw problem }
            return try await reader.product(id, for: user).response
        }
    }

    func listOwn(_ request: Request<Seller, Nothing, PageQuery, Nothing>) async throws -> Page<ProductView> {
        let listing = ProductListing(of: request.caller.user.id, database.dialect)
        return try await reader.page(of: listing, request.query.window, request.http.target)
    }

    func create(
        _ request: Request<SellerOrStaff, Nothing, Nothing, NewProduct>, in transaction: any Transaction
    ) async throws -> ProductView {
        try await editor.create(request.body, soldBy: request.caller.sellerID, in: transaction)
    }

    func replace(_ request: Request<SellerOrStaff, ByProduct, Nothing, NewProduct>) async throws -> ProductView {
        let body = request.body
        // What a client may not know of (number, stock, whether it is on sale) stays as it is when it is left out.
        let change = ProductChange(
            name: body.name, description: body.description, price: body.price, categoryID: body.categoryID,
            stockQuantity: body.stockQuantity, isActive: body.isActive, sku: body.sku,
            barcode: Patchable(body.barcode))
        return try await apply(change, to: request.path.id, by: request.caller, if: request.preconditions)
    }

    func change(_ request: Request<SellerOrStaff, ByProduct, Nothing, ProductChange>) async throws -> ProductView {
        try await apply(request.body, to: request.path.id, by: request.caller, if: request.preconditions)
    }

    private func apply(
        _ change: ProductChange, to id: ProductID, by caller: SellerOrStaff, if preconditions: Preconditions
    ) async throws -> ProductView {
        try await database.transaction { transaction in
            try await editor.change(id, change, of: caller.sellerID, if: preconditions, in: transaction)
        }
    }

    func disable(_ request: Request<SellerOrStaff, ByProduct, Nothing, Nothing>) async throws {
        try await database.transaction { transaction in
            try await editor.disable(
                request.path.id, by: request.caller, if: request.preconditions, in: transaction)
        }
    }
}
