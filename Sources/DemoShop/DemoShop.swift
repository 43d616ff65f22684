/// The believable shop that `souk seed` writes on the first day.
///
/// Pure values: no clock, no file, no chance but the seeded kind, so the same call gives the same shop to the byte.
public struct DemoShop: Sendable {
    /// Top categories first in each family, every parent before its children.
    public let categories: [Category]
    public let sellers: [Person]
    public let buyers: [Person]
    /// Mixed across the categories, so that any page of the list looks like a whole shop.
    public let products: [Product]
    public let reviews: [Review]

    /// The hand-made shop.
    public static let standard = DemoShop(departments: Department.all)

    /// The hand-made products, continued by generated ones up to `count`. Each is computed when it is asked for.
    public static func products(count: Int) -> ProductList {
        ProductList(count: count)
    }
}

extension DemoShop {
    init(departments: [Department]) {
        let shelves = StockedShelf.inShopOrder(of: departments)
        let buyers = Person.buyers
        categories = departments.flatMap(\.categories)
        sellers = Store.allCases.map(\.keeper)
        self.buyers = buyers
        products = StockedShelf.mixed(shelves)
        reviews = ReviewWriter(shelves: shelves, buyers: buyers).write()
    }
}
