public import Contracts
public import Values

/// What a seeder is given.
public enum CatalogSeed {
    /// A category; the slug is what it is known by.
    public struct Category: Sendable {
        public var name: String
        public var slug: String
        public var description: String
        /// The slug of the category above, which has to come first.
        public var parent: String?

        public init(name: String, slug: String, description: String, parent: String? = nil) {
            self.name = name
            self.slug = slug
            self.description = description
            self.parent = parent
        }
    }

    /// A product; the number is what it is known by.
    public struct Product: Sendable {
        public var sku: String
        public var name: String
        public var slug: String
        public var description: String
        /// The slug of its category.
        public var category: String
        public var sellerID: UserID?
        public var price: Money
        public var barcode: String?
        /// Pieces that are only counted; of no account where there are units.
        public var stock: Int
        /// The places of single copies.
        public var units: [String]
        /// A drawing in SVG.
        public var picture: [UInt8]?

        public init(
            sku: String, name: String, slug: String, description: String, category: String, sellerID: UserID?,
            price: Money, barcode: String? = nil, stock: Int, units: [String] = [], picture: [UInt8]? = nil
        ) {
            self.sku = sku
            self.name = name
            self.slug = slug
            self.description = description
            self.category = category
            self.sellerID = sellerID
            self.price = price
            self.barcode = barcode
            self.stock = stock
            self.units = units
            self.picture = picture
        }
    }

    /// What reviews say of a product; the reviews service has the same numbers.
    public struct Rating: Sendable {
        public var reviewCount: Int
        public var ratingTotal: Int
        /// The version under which the reviews service keeps these totals.
        public var version: Int

        public init(reviewCount: Int, ratingTotal: Int, version: Int) {
            self.reviewCount = reviewCount
            self.ratingTotal = ratingTotal
            self.version = version
        }
    }
}
