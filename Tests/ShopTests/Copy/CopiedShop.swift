import Contracts
import EventLoops
import FoundationEssentials
import HTTP
import JSON
import SQL
import SQLite
import ServiceKit
import TestSupport
import Testing

@testable import souk

/// A shop in files in which something of everything has happened, and something is under way.
struct CopiedShop: Sendable {
    let folder: String
    let loops: EventLoopGroup
    let server: ServerDatabases
    let buyer: Person
    let product: Int
    /// Confirmed, with its event still in the outbox.
    let order: Int
    /// The highest id of a stock unit, which is gone.
    let lostUnit: Int
    /// As it was when it was closed.
    let contents: ShopContents

    static let key = "as-a-nervous-browser-does"
    static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1, 2, 0xFF]
    static let searches = ["lamp", "light", "la", "gives light", "nothing of this", "Привет"]

    static func use(_ body: (CopiedShop, WholeShop) async throws -> Void) async throws {
        try await withShopFolder { folder, loops in
            let data = folder + "/data"
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
            try await ServerDatabases.use { server in
                let shop = try await WholeShop.opened(
                    in: ShopPlace { .sqlite(path: "\(data)/\($0).sqlite") }, on: loops)
                do {
                    let copied = try await fill(shop, data, loops, server)
                    try await body(copied, shop)
                } catch {
                    await shop.close()
                    throw error
                }
            }
        }
    }

    private static func fill(
        _ shop: WholeShop, _ folder: String, _ loops: EventLoopGroup, _ server: ServerDatabases
    ) async throws -> CopiedShop {
        let seller = try await shop.newPerson(.seller)
        let buyer = try await shop.newPerson()
        let category = try await shop.newCategory()
        // A parent that came later than its child: no order of rows suits both engines' references.
        _ = try await shop.send(
            .patch, "categories/\(category)/", ["parent_id": JSONValue(shop.newCategory())], as: .user(shop.admin)
        ).expect(200)
        let product = try await shop.newProduct(stock: 10, in: category, by: seller)
        _ = try await shop.send(
            .post, "products/",
            [
                "name": "Привет, 東京 ☕", "description": "", "price": "1.00", "category_id": JSONValue(category),
                "stock_quantity": 0,
            ], as: .user(seller)
        ).expect(201)
        for _ in 1...3 {
            let answer = try await shop.send(
                .post, "products/\(product)/images/", bytes: picture, as: .user(seller),
                fields: [.contentType: "image/png"])
            _ = try answer.expect(201)
        }
        _ = try await shop.send(.delete, "products/\(product)/images/2/", as: .user(seller)).expect(204)
        let vase = try await shop.newProduct(stock: 0)
        _ = try await shop.newUnit(of: vase)
        let lostUnit = try await shop.newUnit(of: vase)
        _ = try await shop.send(.delete, "units/\(lostUnit)/", as: .user(shop.admin)).expect(204)
        let earlier = try await shop.newOrder(of: product, quantity: 2, by: buyer)
        for step in ["pack", "ship", "deliver"] { _ = try await shop.move(earlier, step).expect(200) }
        try await shop.settle()
        _ = try await shop.send(
            .post, "reviews/", ["product_id": JSONValue(product), "rating": 4, "comment": "Bright.\n\t'\"\\"],
            as: .user(buyer)
        ).expect(201)
        try await shop.settle()
        try await shop.put(3, of: product, inCartOf: .user(buyer))
        _ = try await shop.newGuest(with: product)
        let order = try await shop.send(
            .post, "orders/", WholeShop.order([(product, 1)]), as: .user(buyer), key: key
        ).expect(201).id
        let contents = try await shop.contents()
        await shop.close()
        return CopiedShop(
            folder: folder, loops: loops, server: server, buyer: buyer, product: product, order: order,
            lostUnit: lostUnit, contents: contents)
    }

    // MARK: Copying

    func copyToServer(replacing: Bool = false) async throws -> [CopiedTable] {
        let plan = try CopyPlan(server.configuration(in: folder), from: .folder(folder), to: .configured)
        return try await ShopCopy(parts: plan.parts, replaces: replacing).run { _ in }
    }

    func copyBack(to other: String, replacing: Bool = false) async throws -> [CopiedTable] {
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        let plan = try CopyPlan(server.configuration(in: folder), from: .configured, to: .folder(other))
        return try await ShopCopy(parts: plan.parts, replaces: replacing).run { _ in }
    }

    /// What differs between the shop as it was and the files of a folder.
    func changes(in other: String) async throws -> [String] {
        let databases = try ShopDatabases { .sqlite(path: "\(other)/\($0).sqlite") }
        let contents: ShopContents
        do {
            contents = try await ShopContents(of: databases)
        } catch {
            await databases.close()
            throw error
        }
        await databases.close()
        // Schemas are made anew, at another moment; the insides of an index depend on the way that it was made.
        return contents.changes(since: self.contents).filter { change in
            ![".souk_migrations:", ".product_trigrams_", ".product_beginnings_"].contains { change.contains($0) }
        }
    }

    func change(_ service: String, _ statements: Query...) async throws {
        let database = try SQLiteDatabase(path: "\(folder)/\(service).sqlite")
        for statement in statements { try await database.execute(statement) }
        await database.close()
    }
}

extension ServerDatabases {
    func configuration(in folder: String) throws -> Configuration {
        try Configuration(table: Settings.all, environment: settings.merging(["DATA_DIR": folder]) { $1 })
    }
}
