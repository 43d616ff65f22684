extension DemoShop {
    /// What a buyer thinks of a product.
    public struct Review: Hashable, Sendable {
        /// The sku of the product.
        public let product: String
        /// The user name of the buyer.
        public let author: String
        /// 1 to 5.
        public let rating: Int
        public let comment: String
        /// How many days before the shop is seeded it was written.
        public let daysAgo: Int
    }
}
