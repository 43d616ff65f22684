import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import ServiceKit

/// Categories form a forest: each has at most one parent, and none is below itself.
struct CategoryStore: Sendable {
    let news: CatalogNews

    func find(_ id: CategoryID, in connection: any SQLConnection) async throws -> CategoryView? {
        try await connection.first(
            "select \(fragment: CategoryView.columns) from categories where id = \(id)", CategoryView.init)
    }

    static let order = ListOrder<CategoryView>("newest", .descending, [.identifier("id", \.id)])

    static func page(_ window: PageWindow) throws -> Query {
        try order.query("select \(fragment: CategoryView.columns) from categories", where: [], window)
    }

    static let count = PageWindow.counting("from categories")

    static func children(of id: CategoryID) -> Query {
        "select id, name from categories where parent_id = \(id) order by id"
    }

    func children(of id: CategoryID, in connection: any SQLConnection) async throws -> [CategorySummary] {
        try await connection.query(Self.children(of: id)) { row in
            CategorySummary(id: try row.get(at: 0), name: try row.get(at: 1))
        }
    }

    func create(_ new: NewCategory, in transaction: any Transaction) async throws -> CategoryView {
        try await requireParent(new.parentID, in: transaction)
        let category =
            if let slug = new.slug {
                try await insert(new, slug, in: transaction)
            } else {
                try await Slug.take(for: new.name, otherwise: "category") { slug in
                    try await transaction.first("select 1 from categories where slug = \(slug)") != nil
                } insert: { slug in
                    try await insert(new, slug, in: transaction)
                }
            }
        guard let category else { throw Self.slugIsTaken }
        try await news.categoryChanged(category.id, name: category.name, in: transaction)
        return category
    }

    /// Nil if the slug is taken.
    private func insert(
        _ new: NewCategory, _ slug: String, in transaction: any Transaction
    ) async throws -> CategoryView? {
        let inserted = try await namingDuplicates {
            try await transaction.execute(
                """
                insert into categories (name, name_key, slug, description, parent_id)
                values (\(new.name), \(new.name.lowercased()), \(slug), \(new.description ?? ""), \(new.parentID))
                on conflict (slug) do nothing returning id
                """
            ).rows.first
        }
        guard let inserted else { return nil }
        return CategoryView(
            id: try inserted.get(at: 0), name: new.name, slug: slug, description: new.description ?? "",
            parentID: new.parentID)
    }

    func change(
        _ id: CategoryID, _ change: CategoryChange, if preconditions: Preconditions, in transaction: any Transaction
    ) async throws -> CategoryView {
        // Two moves at once could each put one category below the other: whoever moves any holds them all.
        try await transaction.lock("select 1 from categories order by id")
        let before = try await locked(id, if: preconditions, in: transaction)
        let changed = CategoryView(
            id: id, name: change.name ?? before.name, slug: change.slug ?? before.slug,
            description: change.description ?? before.description,
            parentID: change.parentID.applied(to: before.parentID))
        try await requireParent(changed.parentID, in: transaction)
        try await requireNoCycle(id, below: changed.parentID, in: transaction)
        try await namingDuplicates {
            try await transaction.execute(
                """
                update categories set name = \(changed.name), name_key = \(changed.name.lowercased()),
                    slug = \(changed.slug), description = \(changed.description), parent_id = \(changed.parentID)
                where id = \(id)
                """)
        }
        try await news.categoryChanged(id, name: changed.name, in: transaction)
        return changed
    }

    func delete(_ id: CategoryID, if preconditions: Preconditions, in transaction: any Transaction) async throws {
        _ = try await locked(id, if: preconditions, in: transaction)
        let isUsed = try await transaction.first(
            """
            select 1 where exists (select 1 from products where category_id = \(id))
                or exists (select 1 from categories where parent_id = \(id))
            """)
        // The foreign keys hold even where another transaction fills the category just now.
        guard isUsed == nil else { throw Problem(.inUse, "The category still has products or subcategories.") }
        try await transaction.execute("delete from categories where id = \(id)")
        try await news.categoryChanged(id, name: nil, in: transaction)
    }

    /// The category, held until the end of the transaction.
    private func locked(
        _ id: CategoryID, if preconditions: Preconditions, in transaction: any Transaction
    ) async throws -> CategoryView {
        let query: Query =
            "select \(fragment: CategoryView.columns) from categories where id = \(id)\(transaction.dialect.forUpdate)"
        guard let category = try await transaction.first(query, CategoryView.init) else { throw Problem.notFound }
        if !preconditions.isEmpty { try preconditions.check(ETag(ofEncoded: category)) }
        return category
    }

    /// Whether there is such a category; if so, it stays until the end of the transaction.
    static func exists(_ id: CategoryID, in transaction: any Transaction) async throws -> Bool {
        try await transaction.first(
            "select 1 from categories where id = \(id)\(transaction.dialect.forKeyShare)") != nil
    }

    private func requireParent(_ id: CategoryID?, in transaction: any Transaction) async throws {
        guard let id else { return }
        if try await Self.exists(id, in: transaction) { return }
        throw Problem.invalid([
            FieldError(pointer: "/parent_id", code: "unknown", message: "there is no category \(id)")
        ])
    }

    private func requireNoCycle(
        _ id: CategoryID, below parent: CategoryID?, in transaction: any Transaction
    ) async throws {
        guard let parent else { return }
        let isBelowItself = try await transaction.first(
            """
            with recursive above(id) as (
                select id from categories where id = \(parent)
                union
                select c.parent_id from categories c join above on c.id = above.id where c.parent_id is not null
            )
            select 1 from above where id = \(id)
            """)
        guard isBelowItself != nil else { return }
        throw Problem.invalid([
            FieldError(pointer: "/parent_id", code: "cycle", message: "the category would stand below itself")
        ])
    }

    private static var slugIsTaken: Problem { .duplicate("/slug", "another category has this slug") }

    /// Tells which field is taken.
    @discardableResult
    private func namingDuplicates<Value>(_ write: () async throws -> Value) async throws -> Value {
        do {
            return try await write()
        } catch let error as SQLError where error.isUniqueViolation(of: "slug") {
            throw Self.slugIsTaken
        } catch let error as SQLError where error.isUniqueViolation {
            throw Problem.duplicate("/name", "another category has this name")
        }
    }
}
