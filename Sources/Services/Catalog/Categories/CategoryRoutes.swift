import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import ServiceKit

struct CategoryRoutes: RouteCollection {
    let categories: CategoryStore
    let database: any Database
    let keys: IdempotencyStore

    var routes: Routes {
        Route(CatalogAPI.listCategories, list)
        Route(CatalogAPI.category, read)
        Route(CatalogAPI.subcategories, subcategories)
        Route(CatalogAPI.createCategory, idempotent: keys, in: database, create)
        Route(CatalogAPI.replaceCategory, replace)
        Route(CatalogAPI.changeCategory, change)
        Route(CatalogAPI.deleteCategory, delete)
    }

    func list(_ request: Request<Anyone, Nothing, PageQuery, Nothing>) async throws -> Page<CategoryView> {
        let window = request.query.window
        let found = try await database.query(try CategoryStore.page(window), CategoryView.init)
        let part = CategoryStore.order.part(found, window)
        let count = try await database.count(part, CategoryStore.count)
        return Page(part, count: count, of: request.http.target) { $0 }
    }

    func read(_ request: Request<Anyone, ByCategory, Nothing, Nothing>) async throws -> CategoryView {
        guard let found = try await categories.find(request.path.id, in: database) else { throw Problem.notFound }
        return found
    }

    func subcategories(_ request: Request<Anyone, ByCategory, Nothing, Nothing>) async throws -> SubcategoriesView {
        guard let found = try await categories.find(request.path.id, in: database) else { throw Problem.notFound }
        return SubcategoriesView(
            id: found.id, name: found.name,
            subcategories: try await categories.children(of: found.id, in: database))
    }

    func create(
        _ request: Request<Staff, Nothing, Nothing, NewCategory>, in transaction: any Transaction
    ) async throws -> CategoryView {
        try await categories.create(request.body, in: transaction)
    }

    func replace(_ request: Request<Staff, ByCategory, Nothing, NewCategory>) async throws -> CategoryView {
        let body = request.body
        // A slug stands in links: one that is left out stays.
        let change = CategoryChange(
            name: body.name, slug: body.slug, description: body.description ?? "", parentID: Patchable(body.parentID))
        return try await apply(change, to: request.path.id, if: request.preconditions)
    }

    func change(_ request: Request<Staff, ByCategory, Nothing, CategoryChange>) async throws -> CategoryView {
        try await apply(request.body, to: request.path.id, if: request.preconditions)
    }

    private func apply(
        _ change: CategoryChange, to id: CategoryID, if preconditions: Preconditions
    ) async throws -> CategoryView {
        try await database.transaction { transaction in
            try await categories.change(id, change, if: preconditions, in: transaction)
        }
    }

    func delete(_ request: Request<Staff, ByCategory, Nothing, Nothing>) async throws {
        try await database.transaction { transaction in
            try await categories.delete(request.path.id, if: request.preconditions, in: transaction)
        }
    }
}
