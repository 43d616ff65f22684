/// Two hundred goods that one invented word finds, spread evenly over a shop of a certain size: what a search costs can
/// then be compared between shops, as it finds as many in each.
struct LimitedCollection: Sendable {
    /// In no other text of the shop.
    let name: String
    /// The numbers of its first and its last product, and of how many products one belongs to it.
    private let first: Int
    private let last: Int
    private let stride: Int

    private static let size = 200

    init(_ name: String, in shop: Range<Int>) {
        self.name = name
        stride = shop.count / Self.size
        last = shop.upperBound - 1
        first = last - (Self.size - 1) * stride
    }

    func holds(_ index: Int) -> Bool {
        (first...last).contains(index) && (last - index).isMultiple(of: stride)
    }

    /// Every shop holds those of the smaller shops as well, as what a product is depends on its number alone.
    static let all: [LimitedCollection] = {
        let handMade = DemoShop.standard.products.count
        return [("Halvorane", 1_000), ("Marisendel", 100_000), ("Quillentree", 1_000_000)].map { name, count in
            LimitedCollection(name, in: handMade..<count)
        }
    }()
}
