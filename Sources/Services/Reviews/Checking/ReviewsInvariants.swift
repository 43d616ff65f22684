import Contracts
public import SQL

/// What has to hold in the reviews' database at any time.
public enum ReviewsInvariants {
    /// What does not hold, in words; empty when all is well. Each rule is one statement, which sees one moment.
    public static func violations(_ database: any Database) async throws -> [String] {
        try await wrongTotals(database) + doubledReviews(database) + wrongRatings(database)
    }

    /// The totals of all products, to be compared with what the catalog shows.
    public static func ratings(_ database: any Database) async throws -> [ProductRating] {
        try await database.query(
            "select product_id, review_count, rating_total, version from product_ratings order by product_id",
            ProductRating.init)
    }

    /// A product's totals are those of its reviews.
    private static func wrongTotals(_ database: any Database) async throws -> [String] {
        try await database.query(
            """
            select p.product_id, coalesce(t.review_count, 0), coalesce(t.rating_total, 0),
                coalesce(s.review_count, 0), coalesce(s.rating_total, 0)
            from (select product_id from product_ratings union select product_id from reviews) p
            left join product_ratings t on t.product_id = p.product_id
            left join (
                select product_id, count(*) as review_count, cast(sum(rating) as bigint) as rating_total
                from reviews group by product_id
            ) s on s.product_id = p.product_id
            where coalesce(t.review_count, 0) <> coalesce(s.review_count, 0)
                or coalesce(t.rating_total, 0) <> coalesce(s.rating_total, 0)
            order by p.product_id
            """
        ) { row in
            let (product, count, total, realCount, realTotal) = try row.decode(
                ProductID.self, Int.self, Int.self, Int.self, Int.self)
            return """
                product \(product) is said to have \(count) reviews with \(total) stars, \
                but has \(realCount) with \(realTotal)
                """
        }
    }

    /// A user reviews a product once.
    private static func doubledReviews(_ database: any Database) async throws -> [String] {
        try await database.query(
            """
            select product_id, user_id, count(*) from reviews
            group by product_id, user_id having count(*) > 1 order by product_id, user_id
            """
        ) { row in
            let (product, user, count) = try row.decode(ProductID.self, UserID.self, Int.self)
            return "user \(user) has \(count) reviews of product \(product)"
        }
    }

    /// There are one to five stars.
    private static func wrongRatings(_ database: any Database) async throws -> [String] {
        try await database.query(
            "select id, rating from reviews where rating not between 1 and 5 order by id"
        ) { row in
            let (review, rating) = try row.decode(ReviewID.self, Int.self)
            return "review \(review) has \(rating) stars"
        }
    }
}
