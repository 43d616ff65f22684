import Contracts
import SQL

/// Finds the categories that somebody means: an id, a slug, or a part of a name, in this order; and all below them.
struct CategoryFilter: Sendable {
    let database: any Database

    func categories(_ text: String) async throws -> [CategoryID] {
        for root in Self.roots(text) {
            let found = try await database.query(Self.tree(from: root)) { try $0.get(at: 0, as: CategoryID.self) }
            if !found.isEmpty { return found }
        }
        return []
    }

    static func roots(_ text: String) -> [Query] {
        let key = text.lowercased()
        var roots: [Query] = ["slug = \(key)", "name_key like \("%\(LikePattern.escape(key))%") escape '\\'"]
        if let id = Int(text) { roots.insert("id = \(id)", at: 0) }
        return roots
    }

    static func tree(from root: Query) -> Query {
        """
        with recursive chosen(id) as (
            select id from categories where \(fragment: root)
            union
            select c.id from categories c join chosen on c.parent_id = chosen.id
        )
        select id from chosen
        """
    }
}
