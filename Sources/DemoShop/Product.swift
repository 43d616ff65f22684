public import Values

extension DemoShop {
    /// Something to sell. `sku`, `name`, `slug` and `barcode` are unique in the shop.
    public struct Product: Hashable, Sendable {
        public let sku: String
        public let name: String
        public let slug: String
        public let description: String
        /// The slug of its category.
        public let category: String
        /// The user name of its seller.
        public let seller: String
        public let price: Money
        /// EAN-13 from the range that is reserved for use inside a shop (20 to 29).
        public let barcode: String
        /// What can be sold; for goods counted by units, how many units there are.
        public let stock: Int
        /// The shelf place of each single copy; empty for goods that are counted by quantity only.
        public let units: [String]

        let motif: Motif
    }
}
