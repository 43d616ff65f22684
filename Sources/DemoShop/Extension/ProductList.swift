extension DemoShop {
    /// Products by number, computed one by one: a million of them take no more memory than one.
    public struct ProductList: RandomAccessCollection, Sendable {
        public let startIndex = 0
        public let endIndex: Int

        private static let shelves = StockedShelf.inShopOrder(of: Department.all)

        init(count: Int) {
            endIndex = Swift.max(0, count)
        }

        public subscript(index: Int) -> Product {
            precondition(indices.contains(index), "product \(index) of \(endIndex)")
            let handMade = DemoShop.standard.products
            guard index >= handMade.count else { return handMade[index] }
            let shelves = ProductList.shelves
            let beyond = index - handMade.count
            let collections = LimitedCollection.all.filter { $0.holds(index) }
            return ProductGenerator(stocked: shelves[beyond % shelves.count])
                .product(beyond / shelves.count, of: collections)
        }
    }
}
