import HTTP
import JSON

extension Visit {
    /// Who can have something in a cart; a stranger without a token has none.
    private static let cartOwners = Set(Who.allCases).subtracting([.anonymous])

    static let carts: [String: Visit] = [
        "GET cart/": .plain(),
        "POST cart/add/": Visit { bazaar, _ in .json(["product_id": JSONValue(bazaar.product), "quantity": 2]) },
        "PATCH cart/items/{product_id}/": Visit(owners: cartOwners) { bazaar, who in
            var call = try await filled(bazaar, who)
            call.body = .json(["quantity": 3])
            return call
        },
        "DELETE cart/items/{product_id}/": Visit(owners: cartOwners) { try await filled($0, $1) },
        "DELETE cart/": .plain(),
        "POST cart/merge/": Visit { bazaar, _ in
            .json(["cart_token": .string(try await bazaar.shop.newGuest(with: bazaar.product))])
        },
        "POST cart/checkout/": Visit { bazaar, who in
            var call = try await filled(bazaar, who)
            call.path = [:]
            call.body = .json(["shipping_address": "1 Harbour Road"])
            return call
        },
    ]

    private static func filled(_ bazaar: Bazaar, _ who: Who) async throws -> Call {
        let owner = who == .guest ? Who.guest : who.role == nil ? .buyer : who
        try await bazaar.shop.put(of: bazaar.product, inCartOf: bazaar.visitor(owner, at: "gateway"))
        return Call(path: ["product_id": "\(bazaar.product)"])
    }
}
