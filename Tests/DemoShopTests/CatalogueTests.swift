import DemoShop
import Testing
import Values

@Suite struct CatalogueTests {
    private let shop = DemoShop.standard

    @Test("the shop has many departments, and every one has subcategories")
    func departments() {
        let top = shop.categories.filter { $0.parent == nil }
        #expect(top.count >= 12)
        for department in top {
            #expect(shop.categories.filter { $0.parent == department.slug }.count >= 3, "\(department.name)")
        }
    }

    @Test("every parent stands before its children, and no category is told twice")
    func families() {
        var known: Set<String> = []
        for category in shop.categories {
            if let parent = category.parent { #expect(known.contains(parent), "\(category.name)") }
            #expect(known.insert(category.slug).inserted, "\(category.slug)")
            #expect(category.description.hasSuffix("."))
        }
    }

    @Test("at least 300 products lie on shelves that exist, offered by sellers who exist")
    func products() {
        let shelves = Set(shop.categories.filter { $0.parent != nil }.map(\.slug))
        let sellers = Set(shop.sellers.map(\.username))
        #expect(shop.products.count >= 300)
        #expect(Set(shop.products.map(\.category)) == shelves)
        #expect(Set(shop.products.map(\.seller)) == sellers)
    }

    @Test("no two products share a name, a sku, a slug, a barcode or a description")
    func uniqueness() {
        for property in [\DemoShop.Product.name, \.sku, \.slug, \.barcode, \.description] {
            #expect(Set(shop.products.map { $0[keyPath: property] }).count == shop.products.count)
        }
    }

    @Test("every product can be sold: a real name, words about it, a price, a stock that is counted")
    func soundness() {
        for product in shop.products {
            #expect(!product.name.hasPrefix("Product") && (5...80).contains(product.name.count), "\(product.name)")
            #expect((20...400).contains(product.description.count), "\(product.sku): \(product.description)")
            #expect([".", "!", "?"].contains(product.description.last), "\(product.sku)")
            #expect(product.price > .zero && product.stock >= 0)
            #expect(product.units.isEmpty || product.units.count == product.stock)
            #expect(product.slug.utf8.allSatisfy { isLowerCaseLetterOrDigit($0) || $0 == UInt8(ascii: "-") })
        }
        #expect(shop.products.contains { $0.stock == 0 })
        #expect(shop.products.contains { $0.units.count > 1 })
    }

    @Test("barcodes are EAN-13 with the right last digit, from the range that is free inside a shop")
    func barcodes() {
        for product in shop.products {
            #expect(isEAN13(product.barcode) && product.barcode.hasPrefix("2"), "\(product.barcode)")
        }
    }

    @Test("no place on a shelf holds two copies")
    func places() {
        let places = shop.products.flatMap(\.units)
        #expect(Set(places).count == places.count)
    }
}

func isLowerCaseLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
}

/// Counted here on its own: from the right, every second digit weighs three, and the sum ends in zero.
func isEAN13(_ barcode: String) -> Bool {
    let digits = barcode.compactMap(\.wholeNumberValue)
    guard digits.count == 13, barcode.utf8.count == 13 else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 1 ? 3 : 1) }
    return sum % 10 == 0
}
