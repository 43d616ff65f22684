import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import Glibc
import Testing
import Values

/// A closed shop with goods and people, made once; tests begin with copies of it.
struct StockedShop: Sendable {
    let remains: ShopPlace.Remains
    /// Plenty of each.
    let goods: [ProductID]
    /// On sale, but there is none.
    let soldOut: ProductID
    /// Sometimes there is one.
    let scarce: ProductID
    static let unknownProduct = ProductID(rawValue: 999_999)

    static let adminPassword = Secret("correct horse battery admin")
    static let buyerPassword = Secret("correct horse battery buyer")
    static let buyers = (1...5).map { "buyer\($0)" }

    /// Settings under which the admin's password is known.
    static let settings = ["ADMIN_PASSWORD": adminPassword.reveal()]

    /// Runs a test's body in a place that begins with a copy.
    /// - Parameter isEmbedded: whether the shop is embedded whatever the column, as the test is about its files.
    static func use<Result: Sendable>(
        isEmbedded: Bool = false, _ body: (StockedShop, ShopPlace) async throws -> Result
    ) async throws -> Result {
        let shop = try await (isEmbedded ? embedded : shared).value
        return try await ShopPlace.use(copying: shop.remains, isEmbedded: isEmbedded) { place in
            try await body(shop, place)
        }
    }

    /// The first test that asks makes it; all wait for the same.
    private static let shared = Task { try await make(isEmbedded: false) }
    private static let embedded = Task {
        // Where all are embedded one will do.
        if ServerSpace.isUnderTest { try await make(isEmbedded: true) } else { try await shared.value }
    }

    private static func make(isEmbedded: Bool) async throws -> StockedShop {
        let copy = try ShopPlace.emptyFolder()
        originals.withLock { $0.append(copy) }
        atexit { StockedShop.removeOriginals() }
        return try await ShopPlace.use(isEmbedded: isEmbedded) { place in
            let process = try await place.open(settings: settings)
            let visitor = ShopVisitor(place)
            let admin = try await visitor.loggedIn("admin", adminPassword)
            for name in buyers { try await visitor.register(name, buyerPassword) }
            let category = try await admin.send(
                EndpointCall(CatalogAPI.createCategory, body: NewCategory(name: "Spices")))
            var products: [ProductID] = []
            let stock = [
                ("Saffron", 100_000), ("Sumac", 100_000), ("Cardamom", 100_000), ("Vanilla", 0), ("Mastic", 0),
            ]
            for (name, stock) in stock {
                let product = NewProduct(
                    name: name, description: "Whole and fragrant.", price: try #require(Money(decimal: "7.50")),
                    categoryID: category.id, stockQuantity: stock)
                products.append(try await admin.send(EndpointCall(CatalogAPI.createProduct, body: product)).id)
            }
            process.send(SIGTERM)
            #expect(try await process.end() == .exited(0), "\(process.output)")
            try moveData(of: place, to: copy)
            let remains = ShopPlace.Remains(folder: copy, space: place.keepSpace())
            return StockedShop(
                remains: remains, goods: Array(products.prefix(3)), soldOut: products[3], scarce: products[4])
        }
    }

    private static let originals = Lock<[String]>([])

    private static func removeOriginals() {
        for path in originals.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }

    private static func moveData(of place: ShopPlace, to folder: String) throws {
        guard rename(place.dataFolder, folder + "/data") == 0 else {
            throw ChildProcess.CannotStart(program: "rename", reason: String(cString: strerror(errno)))
        }
    }
}
