import HTTP
import JSON

extension Visit {
    private static let keepers: Set<Who> = [.seller, .staff, .admin]
    static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]

    static let catalog: [String: Visit] = [
        "GET categories/": .plain(),
        "GET categories/{id}/": Visit { bazaar, _ in Call(path: ["id": "\(bazaar.category)"]) },
        "GET categories/{id}/subcategories/": Visit { bazaar, _ in Call(path: ["id": "\(bazaar.category)"]) },
        "POST categories/": Visit { _, _ in .json(category()) },
        "PUT categories/{id}/": Visit { try await ofNewCategory($0, category()) },
        "PATCH categories/{id}/": Visit { try await ofNewCategory($0, ["description": "All that shines."]) },
        "DELETE categories/{id}/": Visit { try await ofNewCategory($0) },

        "GET products/": .plain(Call(query: "?search=lamp&in_stock=true")),
        "GET products/{id}/": Visit { bazaar, _ in Call(path: ["id": "\(bazaar.product)"]) },
        "GET products/mine/": .plain(),
        "POST products/": Visit { bazaar, _ in .json(product(in: bazaar.category)) },
        "PUT products/{id}/": Visit(owners: keepers, refusal: 403) {
            try await ofNewProduct($0, .json(product(in: $0.category)))
        },
        "PATCH products/{id}/": Visit(owners: keepers, refusal: 403) {
            try await ofNewProduct($0, .json(["price": "7.00", "stock_quantity": 3]))
        },
        "DELETE products/{id}/": Visit(owners: keepers, refusal: 403) { try await ofNewProduct($0) },

        "POST products/{id}/images/": Visit(owners: keepers, refusal: 403) {
            try await ofNewProduct($0, .file(picture, type: "image/png"))
        },
        "GET products/{id}/images/{number}/": Visit { try await ofNewImage($0) },
        "DELETE products/{id}/images/{number}/": Visit(owners: keepers, refusal: 403) { try await ofNewImage($0) },

        "GET products/{id}/units/": Visit { bazaar, _ in Call(path: ["id": "\(bazaar.product)"]) },
        "POST products/{id}/units/": Visit {
            Call(path: ["id": "\(try await $0.newProduct(stock: 0))"], body: .json(["place": "B2"]))
        },
        "PATCH units/{id}/": Visit { try await ofNewUnit($0, ["place": "B3"]) },
        "DELETE units/{id}/": Visit { try await ofNewUnit($0) },

        "GET /api/product/{id}/": Visit { bazaar, _ in Call(path: ["id": "\(bazaar.product)"]) },
        "GET /api/products/": Visit { bazaar, _ in Call(query: "?ids=\(bazaar.product)") },
        "POST /api/check-stock/": Visit { bazaar, _ in .json(["product_id": JSONValue(bazaar.product)]) },
        "POST /api/update-stock/": Visit { bazaar, _ in
            .json(["product_id": JSONValue(bazaar.product), "quantity": 1, "operation": "increase"])
        },
        "PUT /api/reservations/{order_id}/": Visit { bazaar, _ in
            Call(path: ["order_id": "\(strangeOrder())"], body: .json(lines(bazaar)))
        },
        "DELETE /api/reservations/{order_id}/": Visit { _, _ in Call(path: ["order_id": "\(strangeOrder())"]) },
        "POST /api/reservations/{order_id}/pack/": Visit { try await ofReservation($0, .json([:])) },
        "POST /api/reservations/{order_id}/fulfil/": Visit {
            let call = try await ofReservation($0)
            _ = try await $0.shop.send(
                .post, "/api/reservations/\(call.path["order_id"] ?? "")/pack/", [:],
                as: .service("orders", to: "catalog"), to: "catalog"
            ).expect(200)
            return call
        },
    ]

    private init(
        owners: Set<Who>? = nil, refusal: Int = 404, _ prepare: @escaping @Sendable (Bazaar) async throws -> Call
    ) {
        self.init(owners: owners, refusal: refusal) { bazaar, _ in try await prepare(bazaar) }
    }

    private static func category() -> JSONValue { ["name": .string("Rugs \(freshNumber())")] }

    private static func product(in category: Int) -> JSONValue {
        [
            "name": .string("Rug \(freshNumber())"), "description": "Soft.", "price": "19.99",
            "category_id": JSONValue(category),
        ]
    }

    private static func ofNewCategory(_ bazaar: Bazaar, _ body: JSONValue? = nil) async throws -> Call {
        Call(path: ["id": "\(try await bazaar.shop.newCategory())"], body: body.map { .json($0) } ?? .none)
    }

    private static func ofNewProduct(_ bazaar: Bazaar, _ body: Payload = .none) async throws -> Call {
        Call(path: ["id": "\(try await bazaar.newProduct())"], body: body)
    }

    private static func ofNewImage(_ bazaar: Bazaar) async throws -> Call {
        let product = try await bazaar.newProduct()
        _ = try await bazaar.shop.send(
            .post, "products/\(product)/images/", bytes: picture, as: .user(bazaar.seller),
            fields: [.contentType: "image/png"]
        ).expect(201)
        return Call(path: ["id": "\(product)", "number": "1"])
    }

    private static func ofNewUnit(_ bazaar: Bazaar, _ body: JSONValue? = nil) async throws -> Call {
        let unit = try await bazaar.shop.newUnit(of: try await bazaar.newProduct(stock: 0))
        return Call(path: ["id": "\(unit)"], body: body.map { .json($0) } ?? .none)
    }

    // Reservations of orders that orders has not heard of: its own count from 1.
    private static func strangeOrder() -> Int { 1_000_000 + freshNumber() }

    private static func lines(_ bazaar: Bazaar) -> JSONValue {
        ["lines": [["product_id": JSONValue(bazaar.product), "quantity": 2]]]
    }

    private static func ofReservation(_ bazaar: Bazaar, _ body: Payload = .none) async throws -> Call {
        let order = strangeOrder()
        _ = try await bazaar.shop.send(
            .put, "/api/reservations/\(order)/", lines(bazaar), as: .service("orders", to: "catalog"), to: "catalog"
        ).expect(200)
        return Call(path: ["order_id": "\(order)"], body: body)
    }
}
