import Contracts
import Endpoints
import HTTP
import Values

/// What the visitors know of the shop: where to look, what to look for, what to buy.
struct Assortment: Sendable {
    let productCount: Int
    let categories: [CategoryID]
    let products: [ProductID]
    let words: [String]
    /// What is ordered. There is plenty of each, and staff see to it that it stays so.
    let goods: [ProductID]

    static let plenty = 1_000_000
    private static let pages = 10
    private static let pageSize = 100

    /// Looks around, and fills the shelves of what will be ordered.
    static func read(_ client: ShopClient, goodsWanted: Int, as staff: Session) async throws -> Assortment {
        let categories = try await client.send(
            EndpointCall(CatalogAPI.listCategories, query: PageQuery(limit: pageSize)))
        let first = try await page(client, offset: 0)
        var seen = first.results
        let reach = min(first.count, 10_000)
        for number in 1..<pages where number * reach / pages >= pageSize {
            seen += try await page(client, offset: number * reach / pages).results
        }
        var goods: [ProductID] = []
        var offset = 0
        while goods.count < goodsWanted, offset < reach {
            for product in try await page(client, offset: offset).results where goods.count < goodsWanted {
                if try await fill(product.id, client, as: staff) { goods.append(product.id) }
            }
            offset += pageSize
        }
        guard goods.count == goodsWanted else {
            throw LoadFailure("the shop has \(goods.count) goods to order, not \(goodsWanted): souk seed makes more")
        }
        return Assortment(
            productCount: first.count, categories: categories.results.map(\.id), products: seen.map(\.id),
            words: seen.compactMap { longestWord(of: $0.name) }, goods: goods)
    }

    /// - Returns: whether it could be done; the stock of what is counted by units follows from them.
    static func fill(_ product: ProductID, _ client: ShopClient, as staff: Session) async throws -> Bool {
        do {
            try await client.sendUnread(
                EndpointCall(
                    CatalogAPI.changeProduct, path: ByProduct(id: product), body: ProductChange(stockQuantity: plenty)),
                as: staff.token)
            return true
        } catch let problem as Problem where problem.code == ProblemCode.countedByUnits.name {
            return false
        }
    }

    private static func page(_ client: ShopClient, offset: Int) async throws -> Page<ProductView> {
        try await client.send(
            EndpointCall(CatalogAPI.listProducts, query: ProductQuery(limit: pageSize, offset: offset)))
    }

    private static func longestWord(of name: String) -> String? {
        let words = name.split { !$0.isLetter }
        return words.max { $0.count < $1.count }.map(String.init)
    }
}
