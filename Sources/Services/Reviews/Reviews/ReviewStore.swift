import Contracts
import Endpoints
import SQL
import ServiceKit
import Values

/// The reviews' table.
struct ReviewStore: Sendable {
    /// Whether the goods arrived and whether the author is still there is looked up, not copied: an event that comes
    /// late, or at the same moment as the review, cannot be missed. By a value that is looked up, not by `exists`: that
    /// makes PostgreSQL read all purchases for a page of a product that has many reviews.
    private static let selection: SQLFragment = """
        select r.id, r.product_id, r.user_id, r.rating, r.comment, r.created_at, r.version,
            coalesce((select true from purchases p where p.user_id = r.user_id and p.product_id = r.product_id), false)
                as is_verified,
            coalesce((select true from closed_users c where c.user_id = r.user_id), false) as is_author_closed
        """

    static func one(_ id: ReviewID) -> Query {
        "\(selection) from reviews r where r.id = \(id)"
    }

    /// A part of a product's reviews, newest first; each row carries the number of all of them.
    static func page(of product: ProductID, _ window: PageWindow) throws -> Query {
        try order.query(
            """
            \(selection), (select review_count from product_ratings where product_id = \(product)) as review_count
            from reviews r
            """, where: ["r.product_id = \(product)"], window)
    }

    private static let order = ListOrder<Review>(
        "newest", .descending, [.moment("r.created_at", \.createdAt), .identifier("r.id", \.id)])

    func find(_ id: ReviewID, in connection: some SQLConnection) async throws -> Review? {
        try await connection.first(Self.one(id), Review.init)
    }

    /// The same, kept from others until the transaction ends.
    func lock(_ id: ReviewID, in transaction: any Transaction) async throws -> Review? {
        _ = try await transaction.query(
            "select id from reviews where id = \(id)\(transaction.dialect.forUpdate)")
        return try await transaction.first(Self.one(id), Review.init)
    }

    /// A part of a product's reviews, and how many there are.
    func list(
        of product: ProductID, _ window: PageWindow, in connection: some SQLConnection
    ) async throws -> (part: ListPart<Review>, count: Int) {
        let rows = try await connection.query(try Self.page(of: product, window))
        let part = Self.order.part(try rows.map(Review.init), window)
        if let first = rows.first {
            return (part, try first.get("review_count", as: Int?.self) ?? rows.count)
        }
        return (part, try await connection.count(part, Self.count(of: product)))
    }

    static func count(of product: ProductID) -> Query {
        "select review_count from product_ratings where product_id = \(product)"
    }

    /// - Returns: false if the user has reviewed the product before, be it a moment ago.
    func add(
        _ id: ReviewID, _ review: NewReview, by user: UserID, at now: Timestamp, in transaction: any Transaction
    ) async throws -> Bool {
        try await transaction.execute(
            """
            insert into reviews (id, product_id, user_id, rating, comment, created_at, updated_at)
            values (\(id), \(review.productID), \(user), \(review.rating), \(review.comment), \(now), \(now))
            on conflict (product_id, user_id) do nothing
            """
        ).rowsChanged == 1
    }

    /// The id of a user's review of a product.
    func find(of product: ProductID, by user: UserID, in transaction: any Transaction) async throws -> ReviewID? {
        try await transaction.scalar(
            "select id from reviews where product_id = \(product) and user_id = \(user)")
    }

    /// Writes what the author may change, and counts the version up.
    func update(_ review: inout Review, at now: Timestamp, in transaction: any Transaction) async throws {
        review.version = try await transaction.insert(
            """
            update reviews
            set rating = \(review.rating), comment = \(review.comment), updated_at = \(now), version = version + 1
            where id = \(review.id) returning version
            """)
    }

    func remove(_ id: ReviewID, in transaction: any Transaction) async throws {
        try await transaction.execute("delete from reviews where id = \(id)")
    }
}
