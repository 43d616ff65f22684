import Contracts
import Endpoints
import EventLoops
import ServiceKit
import ServiceTestSupport
import Values

/// A catalog that is a table in memory.
final class GoodsForCarts: Sendable {
    private let products = Lock<[ProductID: ProductView]>([:])
    private let asked = Lock(0)

    /// How many calls there were.
    var calls: Int { asked.withLock { $0 } }

    subscript(_ id: ProductID) -> ProductView? { products.withLock { $0[id] } }

    func put(_ id: ProductID, _ name: String = "Tea", price: String = "10.00", stock: Int = 10, isActive: Bool = true) {
        let moment = Timestamp(seconds: 1_780_000_000)
        let product = ProductView(
            id: id, sku: "SK-\(id)", name: name, slug: "p-\(id)", description: "", price: Money(price) ?? .zero,
            currency: .usd, category: CategorySummary(id: CategoryID(1), name: "All"), stockQuantity: stock,
            isActive: isActive, sellerID: nil, images: ["/images/\(id)"], rating: nil, reviewCount: 0, salesCount: 0,
            barcode: nil, createdAt: moment, updatedAt: moment)
        products.withLock { $0[id] = product }
    }

    func list(_ request: Request<PeerService, Nothing, ProductIDsQuery, Nothing>) async throws -> ProductList {
        asked.withLock { $0 += 1 }
        return ProductList(products: products.withLock { table in request.query.ids.compactMap { table[$0] } })
    }
}
