import Contracts
import EventLoops
import HTTP
import JSON
import Synchronization

private let counter = Atomic<Int>(0)

/// A number that no other thing in this process has.
func freshNumber() -> Int { counter.add(1, ordering: .relaxed).newValue }

extension WholeShop {
    /// Someone who has just registered, or was made staff by the admin.
    func newPerson(_ role: Role = .buyer) async throws -> Person {
        let name = "\(role.rawValue)\(freshNumber())"
        let opening: Role = role.isStaff ? .buyer : role
        let answer = try await send(
            .post, "users/",
            [
                "username": .string(name), "email": .string("\(name)@example.org"),
                "password": .string(Person.password), "role": .string(opening.rawValue),
            ]
        ).expect(201)
        let person = Person(id: answer.text, name: name, role: role)
        if role.isStaff {
            _ = try await send(
                .post, "users/\(person.id)/", ["action": "set_role", "role": .string(role.rawValue)], as: .user(admin)
            ).expect(200)
        }
        return person
    }

    func newCategory() async throws -> Int {
        try await send(.post, "categories/", ["name": .string("Lamps \(freshNumber())")], as: .user(admin))
            .expect(201).id
    }

    func newProduct(
        stock: Int, price: String = "12.50", in category: Int? = nil, by seller: Person? = nil
    ) async throws -> Int {
        let category = if let category { category } else { try await newCategory() }
        return try await send(
            .post, "products/",
            [
                "name": .string("Lamp \(freshNumber())"), "description": "Gives light.", "price": .string(price),
                "category_id": JSONValue(category), "stock_quantity": JSONValue(stock),
            ], as: .user(seller ?? admin)
        ).expect(201).id
    }

    /// Adds a single copy of a product.
    func newUnit(of product: Int) async throws -> Int {
        try await send(.post, "products/\(product)/units/", ["place": "A1"], as: .user(admin)).expect(201).id
    }

    static func order(_ lines: [(product: Int, quantity: Int)]) -> JSONValue {
        [
            "shipping_address": "1 Harbour Road",
            "items": .array(
                lines.map { ["product_id": JSONValue($0.product), "quantity": JSONValue($0.quantity)] }),
        ]
    }

    func newOrder(of product: Int, quantity: Int = 1, by buyer: Person) async throws -> Int {
        try await send(.post, "orders/", Self.order([(product, quantity)]), as: .user(buyer)).expect(201).id
    }

    func put(_ quantity: Int = 1, of product: Int, inCartOf visitor: Visitor) async throws {
        _ = try await send(
            .post, "cart/add/", ["product_id": JSONValue(product), "quantity": JSONValue(quantity)], as: visitor
        ).expect(200)
    }

    /// The token of a new guest's cart that holds one piece.
    func newGuest(with product: Int) async throws -> String {
        try await send(.post, "cart/add/", ["product_id": JSONValue(product)]).expect(200)["cart_token"]
            .stringValue ?? ""
    }

    func stock(of product: Int) async throws -> Int {
        try await send(.get, "products/\(product)/").expect(200)["stock_quantity"].intValue ?? -1
    }

    func move(_ order: Int, _ step: String, _ body: JSONValue? = nil) async throws -> ShopAnswer {
        try await send(.post, "orders/\(order)/\(step)/", body, as: .user(admin))
    }

    /// Does something many times at once, spread over the loops.
    func together<Result: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for number in 0..<count {
                group.addTask(executorPreference: loops.loops[number % loops.loops.count]) { try await body(number) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
