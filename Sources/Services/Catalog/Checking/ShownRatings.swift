public import Contracts
public import SQL
public import Values

extension Catalog {
    /// What products show of their reviews, for those who compare it with the reviews.
    public static func ratings(_ database: any Database) async throws -> [ProductID: CatalogSeed.Rating] {
        let rows = try await database.slowQuery(
            "select id, review_count, rating_total, rating_version from products where review_count > 0")
        var shown: [ProductID: CatalogSeed.Rating] = [:]
        for row in rows {
            shown[try row.get(at: 0)] = CatalogSeed.Rating(
                reviewCount: try row.get(at: 1), ratingTotal: try row.get(at: 2), version: try row.get(at: 3))
        }
        return shown
    }
}
