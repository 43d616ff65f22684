import Contracts
import Endpoints
import HTTP
import SQL
import Security
import Values

/// Looking at a cart and filling it.
///
/// The catalog is asked before anything is written: while it is away nothing changes, and no answer leaves its caller
/// in doubt.
struct CartRoutes: RouteCollection {
    let store: CartStore
    let shelf: Shelf
    let database: any Database
    let currency: Currency
    let random: RandomSource

    var routes: Routes {
        Route(CartsAPI.cart, show)
        Route(CartsAPI.add, add)
        Route(CartsAPI.setQuantity, setQuantity)
        Route(CartsAPI.removeItem, remove)
        Route(CartsAPI.clear, clear)
        Route(CartsAPI.merge, merge)
    }

    func show(_ request: Request<Shopper, Nothing, Nothing, Nothing>) async throws -> CartView {
        let owner = CartOwner(of: request)
        try await store.keepAlive(owner, in: database)
        return try await view(of: store.cart(of: owner, on: database))
    }

    /// A guest without a token, or with one that is not good any more, gets a new one.
    func add(_ request: Request<Shopper, Nothing, Nothing, CartAddition>) async throws -> CartView {
        let (product, quantity) = (request.body.productID, request.body.quantity ?? 1)
        let known = CartOwner(of: request)
        let before = try await store.cart(of: known, on: database)
        let goods = try await shelf.goods(before.products + [product])
        guard let wanted = goods[product], wanted.isActive else {
            throw Problem.invalid([
                FieldError(pointer: "/product_id", code: "unknown", message: "is not a product on sale")
            ])
        }
        let token: OpaqueToken? = before.id == nil && request.caller.user == nil ? .generate(random: random) : nil
        guard let owner = token.map({ .guest(tokenHash: $0.hash) }) ?? known else { throw Problem.unauthorized }
        let after = try await database.transaction { [store] transaction in
            let cart = try await store.open(owner, in: transaction)
            let available = wanted.stockQuantity
            guard try await store.add(quantity, of: product, to: cart, atMost: available, in: transaction) else {
                let present = try await store.cart(of: owner, on: transaction).quantity(of: product)
                throw Self.shortage(of: product, wanted: present + quantity, available: available)
            }
            guard try await store.lineCount(of: cart, in: transaction) <= Cart.largestCount else {
                throw Problem.invalid([
                    FieldError(
                        pointer: "/product_id", code: "count",
                        message: "is one too many: a cart holds up to \(Cart.largestCount) different products")
                ])
            }
            return try await store.cart(of: owner, on: transaction)
        }
        return try await view(of: after, goods: goods, token: token)
    }

    func setQuantity(_ request: Request<Shopper, ByCartItem, Nothing, CartQuantity>) async throws -> CartView {
        let (product, quantity) = (request.path.productID, request.body.quantity)
        let owner = CartOwner(of: request)
        let before = try await store.cart(of: owner, on: database)
        guard let owner, before.products.contains(product) else { throw Problem.notFound }
        let goods = try await shelf.goods(before.products)
        let available = goods.available(product)
        guard quantity <= available else {
            throw Self.shortage(of: product, wanted: quantity, available: available)
        }
        return try await change(owner, goods: goods) { [store] cart, transaction in
            try await store.setQuantity(quantity, of: product, in: cart, in: transaction)
        }
    }

    func remove(_ request: Request<Shopper, ByCartItem, Nothing, Nothing>) async throws -> CartView {
        let product = request.path.productID
        let owner = CartOwner(of: request)
        let before = try await store.cart(of: owner, on: database)
        guard let owner, before.products.contains(product) else { throw Problem.notFound }
        let goods = try await shelf.goods(before.products)
        return try await change(owner, goods: goods) { [store] cart, transaction in
            try await store.remove(product, from: cart, in: transaction)
        }
    }

    func clear(_ request: Request<Shopper, Nothing, Nothing, Nothing>) async throws {
        guard let owner = CartOwner(of: request) else { return }
        try await database.transaction { [store] transaction in
            guard let cart = try await store.touch(owner, in: transaction) else { return }
            try await store.clear(cart, in: transaction)
        }
    }

    /// Nothing is dropped: what is more than there is in stock shows as not available, and the user decides.
    func merge(_ request: Request<User, Nothing, Nothing, CartMerge>) async throws -> CartView {
        let owner = CartOwner.user(request.caller.id)
        guard let token = OpaqueToken(request.body.cartToken.reveal()) else {
            return try await view(of: store.cart(of: owner, on: database))
        }
        let guest = CartOwner.guest(tokenHash: token.hash)
        let own = try await store.cart(of: owner, on: database)
        let guests = try await store.cart(of: guest, on: database)
        let goods = try await shelf.goods(own.products + guests.products)
        let merged = try await database.transaction { [store] transaction in
            let cart = try await store.open(owner, in: transaction)
            try await store.merge(guest, into: cart, in: transaction)
            guard try await store.lineCount(of: cart, in: transaction) <= Cart.largestCount else {
                throw Problem.invalid([
                    FieldError(
                        pointer: "/cart_token", code: "count",
                        message: "brings too much: a cart holds up to \(Cart.largestCount) different products")
                ])
            }
            return try await store.cart(of: owner, on: transaction)
        }
        return try await view(of: merged, goods: goods)
    }

    private static func shortage(of product: ProductID, wanted: Int, available: Int) -> StockShortage {
        StockShortage(lines: [
            StockShortage.Line(pointer: "/quantity", productID: product, wanted: wanted, available: available)
        ])
    }

    /// Changes a stored cart; 404 if what is to be changed is gone.
    private func change(
        _ owner: CartOwner, goods: Goods,
        _ effect: @escaping @Sendable (CartID, any Transaction) async throws -> Bool
    ) async throws -> CartView {
        let after = try await database.transaction { [store] transaction in
            guard let cart = try await store.touch(owner, in: transaction), try await effect(cart, transaction) else {
                throw Problem.notFound
            }
            return try await store.cart(of: owner, on: transaction)
        }
        return try await view(of: after, goods: goods)
    }

    private func view(of cart: Cart, goods known: Goods = Goods(), token: OpaqueToken? = nil) async throws -> CartView {
        // Something may have been added from elsewhere since the catalog was asked.
        let goods = try await shelf.goods(cart.products, known: known)
        return try CartView(cart, goods: goods, currency: currency, token: token)
    }
}
