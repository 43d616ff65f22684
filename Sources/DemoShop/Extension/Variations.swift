/// What a shelf could hold beyond the hand-made goods: the words that generated products are put together from.
struct Variations: Sendable {
    let kinds: [String]
    let materials: [String]
    let sizes: [String]
    let facts: [String]
    let name: NameTemplate

    /// Lists are written with commas. Every combination of maker, line, kind, material and size is a product.
    init(
        kinds: String, materials: String, sizes: String, named name: NameTemplate = .goods, facts: [String]
    ) {
        self.kinds = list(kinds)
        self.materials = list(materials)
        self.sizes = list(sizes)
        self.facts = facts
        self.name = name
    }

    /// How many products differ in their words; beyond it they carry the number of an edition.
    var combinations: Int {
        Words.makers.count * Words.lines.count * kinds.count * materials.count * sizes.count
    }
}
