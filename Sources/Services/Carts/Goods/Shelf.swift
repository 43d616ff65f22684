import Contracts
import HTTP
import ServiceKit
import Values

/// The catalog's products as of now, as far as a cart asks for them.
struct Shelf: Sendable {
    let catalog: PeerClient

    private static let largestCall = 100

    /// The products, in one call a hundred; those that are known already are not asked for.
    /// - Throws: `PeerUnavailable` while the catalog is away.
    func goods(_ products: [ProductID], known: Goods = Goods()) async throws -> Goods {
        var goods = known
        var rest = Set(products).subtracting(known.asked).sorted()[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(Self.largestCall))
            rest = rest.dropFirst(Self.largestCall)
            let list = try await catalog.call(CatalogAPI.peerProducts, query: ProductIDsQuery(ids: part))
            goods.add(list.products, asked: part)
        }
        return goods
    }
}

/// What the catalog said of some products.
struct Goods: Sendable {
    private var products: [ProductID: ProductView] = [:]
    /// What the catalog was asked for, also if it did not know it.
    private(set) var asked: Set<ProductID> = []

    init() {}

    mutating func add(_ found: [ProductView], asked ids: [ProductID]) {
        for product in found { products[product.id] = product }
        asked.formUnion(ids)
    }

    subscript(_ product: ProductID) -> ProductView? { products[product] }

    /// How many can be sold now: none of what is not on sale.
    func available(_ product: ProductID) -> Int {
        guard let product = products[product], product.isActive else { return 0 }
        return product.stockQuantity
    }
}

/// Says an amount that no price can be as a refusal.
func priced<Amount>(_ amount: () throws(MoneyOverflow) -> Amount) throws(Problem) -> Amount {
    do {
        return try amount()
    } catch {
        throw Problem(.invalid, "The cart comes to more than \(Money.maximum).")
    }
}
