import Contracts

/// What somebody has chosen so far: products and how many, in the order in which they came. Prices are not in it; they
/// are the catalog's, as of the moment when somebody looks.
struct Cart: Sendable, Hashable {
    struct Line: Sendable, Hashable {
        let product: ProductID
        let quantity: Int
    }

    /// Nil while nothing is stored: looking at an empty cart does not make one.
    let id: CartID?
    let user: UserID?
    let lines: [Line]

    static func empty(of owner: CartOwner?) -> Cart {
        guard case .user(let user) = owner else { return Cart(id: nil, user: nil, lines: []) }
        return Cart(id: nil, user: user, lines: [])
    }

    /// As many different products as an order may have lines.
    static let largestCount = 1000

    var products: [ProductID] { lines.map(\.product) }

    func quantity(of product: ProductID) -> Int {
        lines.first { $0.product == product }?.quantity ?? 0
    }
}
