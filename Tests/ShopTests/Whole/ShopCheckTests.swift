import Contracts
import EventLoops
import SQL
import TestSupport
import Testing
import Values

@testable import souk

@Suite("souk check")
struct ShopCheckTests {
    @Test("A count that is wrong is told of, although its product sells all the while and it reads otherwise each time")
    func busy() async throws {
        try await withWholeShop { shop in
            let product = try await shop.newProduct(
                stock: 5, in: try await shop.newCategory(), by: try await shop.newPerson(.seller))
            let databases = shop.shop.databases
            let isOver = Lock(false)
            async let selling: Void = {
                while !isOver.withLock({ $0 }) {
                    try await databases.catalog.execute(
                        "update stock set on_hand = on_hand + 1, reserved = reserved + 1 where product_id = \(product)")
                    try await Sleep.for(.milliseconds(1))
                }
            }()
            let violations = try await ShopCheck(databases: databases, patience: .seconds(1)).violations()
            isOver.withLock { $0 = true }
            try await selling
            #expect(violations.count == 1)
            let words = "catalog: what is promised is promised to orders: product \(product) promises "
            #expect(violations.first?.hasPrefix(words) == true, "\(violations)")
            try await databases.catalog.execute(
                "update stock set on_hand = 5, reserved = 0 where product_id = \(product)")
        }
    }
}
