import FoundationEssentials
import HTTP
import JSON
import Values

extension Visit {
    private static let ownerAndStaff: Set<Who> = [.buyer, .staff, .admin]
    private static let address: JSONValue = ["shipping_address": "2 Hill Street"]

    static let orders: [String: Visit] = [
        "POST orders/": Visit { bazaar, _ in .json(WholeShop.order([(bazaar.product, 2)])) },
        "GET orders/": .plain(),
        "GET orders/selling/": .plain(),
        "GET orders/{id}/": Visit(owners: ownerAndStaff) { bazaar, _ in try await ofNewOrder(bazaar) },
        "PUT orders/{id}/": Visit(owners: ownerAndStaff) { bazaar, _ in try await ofNewOrder(bazaar, address) },
        "PATCH orders/{id}/": Visit(owners: ownerAndStaff) { bazaar, _ in try await ofNewOrder(bazaar, address) },
        "POST orders/{id}/cancel/": Visit(owners: ownerAndStaff) { bazaar, _ in try await ofNewOrder(bazaar) },
        "POST orders/{id}/pack/": Visit { bazaar, _ in try await ofNewOrder(bazaar, [:]) },
        "POST orders/{id}/ship/": Visit { bazaar, _ in try await ofNewOrder(bazaar, after: "pack") },
        "POST orders/{id}/deliver/": Visit { bazaar, _ in try await ofNewOrder(bazaar, after: "pack", "ship") },
        "POST orders/{id}/fail/": Visit { bazaar, _ in
            try await ofNewOrder(bazaar, ["reason": "Broken on the shelf."])
        },
        "DELETE orders/{id}/": Visit { bazaar, _ in try await ofNewOrder(bazaar, after: "cancel") },
        "PUT /api/checkouts/{checkout_id}/": Visit { bazaar, _ in
            var body = WholeShop.order([(bazaar.product, 1)]).objectValue ?? [:]
            body["user_id"] = bazaar.buyer.json
            let checkout = UUID.version7(at: bazaar.shop.clock.now)
            return Call(path: ["checkout_id": "\(checkout)".lowercased()], body: .json(.object(body)))
        },
        "GET /api/open-orders/{user_id}/": Visit { bazaar, _ in Call(path: ["user_id": bazaar.buyer.id]) },
    ]

    /// An order of the buyer, on its way as far as the call needs it.
    private static func ofNewOrder(
        _ bazaar: Bazaar, _ body: JSONValue? = nil, after steps: String...
    ) async throws -> Call {
        let order = try await bazaar.shop.newOrder(of: bazaar.product, by: bazaar.buyer)
        for step in steps {
            _ = try await bazaar.shop.move(order, step, step == "pack" ? [:] : nil).expect(200)
        }
        return Call(path: ["id": "\(order)"], body: body.map { .json($0) } ?? .none)
    }
}
