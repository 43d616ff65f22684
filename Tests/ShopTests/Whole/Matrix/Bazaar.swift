import Contracts
import Endpoints
import HTTP
import JSON
import SQL

/// A shop with one person of every kind in it, and a few goods.
struct Bazaar: Sendable {
    let shop: WholeShop
    let buyer: Person
    let otherBuyer: Person
    let seller: Person
    let otherSeller: Person
    let staff: Person
    let guestToken: String
    let category: Int
    /// The seller's, with plenty in stock.
    let product: Int

    init(_ shop: WholeShop) async throws {
        self.shop = shop
        buyer = try await shop.newPerson()
        otherBuyer = try await shop.newPerson()
        seller = try await shop.newPerson(.seller)
        otherSeller = try await shop.newPerson(.seller)
        staff = try await shop.newPerson(.staff)
        category = try await shop.newCategory()
        product = try await shop.newProduct(stock: 100_000, in: category, by: seller)
        guestToken = try await shop.newGuest(with: product)
    }

    func person(_ who: Who) -> Person {
        switch who {
        case .otherBuyer: otherBuyer
        case .seller: seller
        case .otherSeller: otherSeller
        case .staff: staff
        case .admin: shop.admin
        default: buyer
        }
    }

    func visitor(_ who: Who, at host: String) -> Visitor {
        switch who {
        case .anonymous: .anonymous
        case .guest: .guest(cartToken: guestToken)
        case .buyer, .otherBuyer, .seller, .otherSeller, .staff, .admin: .user(person(who))
        case .peer: .service("tester", to: host)
        case .strayPeer: .service("tester", to: host == "catalog" ? "orders" : "catalog")
        case .expired: .expired(shop.admin)
        case .otherAudience: .otherAudience(shop.admin)
        case .foreignKey: .foreignKey(shop.admin)
        case .garbage: .garbage
        }
    }

    func send(
        _ call: Visit.Call, of operation: OperationDescription, as visitor: Visitor, fields: HTTPFields = [:],
        to host: String
    ) async throws -> ShopAnswer {
        let (method, target) = (operation.method, call.target(of: operation))
        switch call.body {
        case .none: return try await shop.send(method, target, as: visitor, fields: fields, to: host)
        case .json(let json): return try await shop.send(method, target, json, as: visitor, fields: fields, to: host)
        case .file(let bytes, let type):
            var fields = fields
            fields[.contentType] = type
            return try await shop.send(method, target, bytes: bytes, as: visitor, fields: fields, to: host)
        }
    }

    /// A new product of the seller.
    func newProduct(stock: Int = 100) async throws -> Int {
        try await shop.newProduct(stock: stock, in: category, by: seller)
    }
}

/// Runs a story in a bazaar. Invariants that span services are not asked for: peers may ask for what no order knows of.
/// - Parameter listening: put around each database.
func withBazaar(
    listening wrap: @escaping @Sendable (any Database) -> any Database = { $0 },
    _ story: (Bazaar) async throws -> Void
) async throws {
    try await withShopPlace { place, loops in
        let shop = try await WholeShop.opened(in: place, on: loops, listening: wrap)
        do {
            try await story(try await Bazaar(shop))
        } catch {
            await shop.close()
            throw error
        }
        await shop.close()
    }
}
