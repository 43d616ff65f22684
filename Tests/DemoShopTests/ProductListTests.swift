import DemoShop
import Testing
import Values

@Suite struct ProductListTests {
    /// Made once, as it takes longest; what a product is does not depend on how many there are.
    private static let made: (products: [DemoShop.Product], took: Duration) = {
        var products: [DemoShop.Product] = []
        let took = ContinuousClock().measure { products = Array(DemoShop.products(count: 100_000)) }
        return (products, took)
    }()

    @Test("a longer list begins with the hand-made products")
    func begins() {
        let handMade = DemoShop.standard.products
        #expect(Array(DemoShop.products(count: handMade.count + 50).prefix(handMade.count)) == handMade)
        #expect(DemoShop.products(count: 10).count == 10)
        #expect(DemoShop.products(count: 0).isEmpty)
    }

    @Test("a hundred thousand products are unique, and made within seconds")
    func many() {
        var names: Set<String> = []
        var skus: Set<String> = []
        var slugs: Set<String> = []
        var barcodes: Set<String> = []
        let (all, took) = Self.made
        for product in all {
            names.insert(product.name)
            skus.insert(product.sku)
            slugs.insert(product.slug)
            barcodes.insert(product.barcode)
        }
        #expect(names.count == all.count)
        #expect(skus.count == all.count)
        #expect(slugs.count == all.count)
        #expect(barcodes.count == all.count)
        // Ten times what a slow machine needs; a product that is not computed in constant time takes minutes.
        #expect(took < .seconds(60))
    }

    @Test("generated products are as sound as the hand-made ones")
    func soundness() {
        let shop = DemoShop.standard
        let shelves = Set(shop.categories.filter { $0.parent != nil }.map(\.slug))
        let sellers = Set(shop.sellers.map(\.username))
        for product in DemoShop.products(count: 3_000).dropFirst(shop.products.count) {
            #expect(shelves.contains(product.category) && sellers.contains(product.seller), "\(product.sku)")
            #expect(isEAN13(product.barcode), "\(product.barcode)")
            #expect(product.price > .zero && product.stock >= 0, "\(product.sku)")
            #expect(!product.name.hasPrefix("Product") && product.name.count <= 120, "\(product.name)")
            #expect(product.description.hasSuffix("."), "\(product.description)")
        }
    }

    @Test("what a product is depends on its number alone, whoever asks and for how many")
    func independence() {
        let many = Self.made.products
        for count in [900, 1_000, 20_000, 44_445] {
            let few = DemoShop.products(count: count)
            for place in stride(from: count - 1, through: 0, by: -(count / 100)) {
                #expect(few[place] == many[place])
            }
        }
    }

    @Test(
        "one word finds two hundred goods, however large the shop",
        arguments: [("Halvorane", 1_000), ("Halvorane", 20_000), ("Marisendel", 100_000)])
    func collections(word: String, count: Int) {
        let found = Self.made.products.prefix(count).count { $0.name.contains(word) || $0.description.contains(word) }
        #expect(found == 200)
    }
}
