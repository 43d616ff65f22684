import Values

/// Makes the products of one shelf that nobody has written by hand.
struct ProductGenerator {
    let stocked: StockedShelf

    /// Generated product `index` of the shelf; what it is depends on nothing but the shelf and the index.
    func product(_ index: Int, of collections: [LimitedCollection]) -> DemoShop.Product {
        let shelf = stocked.shelf
        let variations = shelf.more
        let combinations = variations.combinations
        // A stride that shares no factor with the number of combinations visits each once, in no visible order.
        let place = (index % combinations) * 7_368_787 % combinations
        let words = Words(place, of: variations)
        let edition = 1 + index / combinations
        let name = variations.name.name(words) + (edition > 1 ? ", Edition \(edition)" : "")
        let number = stocked.products.count + index + 1
        let sku = "\(shelf.code)-\(padded(number, to: 5))"
        var chance = SplitMix64(seed: sku)
        let units = units(&chance)
        return DemoShop.Product(
            sku: sku,
            name: name,
            slug: Slug.make(name),
            description: collections.reduce(description(words, &chance)) { text, collection in
                "\(text) Part of the \(collection.name) collection."
            },
            category: stocked.category,
            seller: chance.pick(shelf.sellers).rawValue,
            price: price(words, &chance),
            barcode: Barcode.inStore(shelf: stocked.number, number: number),
            stock: units.isEmpty ? ProductGenerator.stock(&chance) : units.count,
            units: units,
            motif: shelf.motif.refined(by: name))
    }

    private func description(_ words: Words, _ chance: inout SplitMix64) -> String {
        let facts = stocked.shelf.more.facts
        let first = chance.number(in: 0...facts.count - 1)
        let second = (first + chance.number(in: 1...facts.count - 1)) % facts.count
        let introduction = stocked.shelf.more.name.introduction(words, &chance)
        return "\(introduction) \(facts[first]) \(facts[second])"
    }

    /// Between the cheapest and the dearest hand-made product of the shelf; larger sizes cost more.
    private func price(_ words: Words, _ chance: inout SplitMix64) -> Money {
        let known = stocked.products.map(\.price.minorUnits)
        let low = known.min() ?? 10_00
        let high = known.max() ?? 100_00
        let sizes = stocked.shelf.more.sizes
        let size = (sizes.firstIndex(of: words.size) ?? 0) * 400 / sizes.count
        let height = Int64(size + chance.number(in: 0...600))
        // Squared, because most goods are among the cheaper ones.
        let exact = low + (high - low) * height * height / 1_000_000
        let endings: [Int64] = exact < 50_00 ? [0, 50, 90, 95] : [0, 0, 0, 50]
        return Money(minorUnits: exact / 100 * 100 + chance.pick(endings))
    }

    private func units(_ chance: inout SplitMix64) -> [String] {
        guard stocked.products.contains(where: { !$0.units.isEmpty }) else { return [] }
        let row = chance.number(in: 1...40)
        let place = chance.number(in: 1...90)
        return (0..<chance.number(in: 1...3)).map { "G\(row)-\(place + $0)" }
    }

    private static func stock(_ chance: inout SplitMix64) -> Int {
        switch chance.number(in: 1...100) {
        case 1...7: 0
        case 8...20: chance.number(in: 1...4)
        case 21...75: chance.number(in: 5...60)
        default: chance.number(in: 61...400)
        }
    }
}
