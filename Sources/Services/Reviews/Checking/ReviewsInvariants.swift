import Contracts
public import SQL

/// What always holds in the reviews' database, whatever has happened to the process.
public enum ReviewsInvariants {
    /// - Returns: every violation; empty when all is well.
    public static func violations(_ database: any Database) async throws -> [Violation] {
        try await Invariant.violations(of: all, in: database)
    }

    /// The totals of all products, to be compared with what the catalog shows.
    public static func ratings(_ database: any Database) async throws -> [ProductRating] {
        try await database.slowQuery(
            "select product_id, review_count, rating_total, version from product_ratings order by product_id",
            ProductRating.init)
    }

    /// How many there are.
    public static var count: Int { all.count }

    private static let all = [
        Invariant(
            "a product's totals are those of its reviews",
            violations: """
                select 'product ' || p.product_id, ' is said to have ' || coalesce(t.review_count, 0)
                    || ' reviews with ' || coalesce(t.rating_total, 0) || ' stars, but has '
                    || coalesce(s.review_count, 0) || ' with ' || coalesce(s.rating_total, 0)
                from (select product_id from product_ratings union select product_id from reviews) p
                left join product_ratings t on t.product_id = p.product_id
                left join (
                    select product_id, count(*) as review_count, cast(sum(rating) as bigint) as rating_total
                    from reviews group by product_id
                ) s on s.product_id = p.product_id
                where coalesce(t.review_count, 0) <> coalesce(s.review_count, 0)
                    or coalesce(t.rating_total, 0) <> coalesce(s.rating_total, 0)
                """),
        Invariant(
            "a user reviews a product once",
            violations: """
                select 'user ' || user_id || ' and product ' || product_id, ': ' || count(*) || ' reviews'
                from reviews group by product_id, user_id having count(*) > 1
                """),
        Invariant(
            "there are one to five stars",
            violations: """
                select 'review ' || id, ' has ' || rating || ' stars' from reviews where rating not between 1 and 5
                """),
    ]
}
