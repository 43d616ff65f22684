import Values

/// A shelf with its goods unpacked: every entry of the price list has become a product.
struct StockedShelf: Sendable {
    let shelf: Shelf
    /// Counts from 1 in the order of the catalogue; part of every barcode of the shelf.
    let number: Int
    let category: String
    let products: [DemoShop.Product]

    init(_ shelf: Shelf, number: Int) {
        let category = Slug.make(shelf.name)
        self.shelf = shelf
        self.number = number
        self.category = category
        products = PriceList(shelf.goods).entries.enumerated().map { index, entry in
            DemoShop.Product(
                sku: "\(shelf.code)-\(padded(index + 1, to: 5))",
                name: entry.name,
                slug: Slug.make(entry.name),
                description: entry.description,
                category: category,
                seller: shelf.sellers[index % shelf.sellers.count].rawValue,
                price: entry.price,
                barcode: Barcode.inStore(shelf: number, number: index + 1),
                stock: entry.stock,
                units: entry.units,
                motif: entry.motif ?? shelf.motif.refined(by: entry.name))
        }
    }

    /// The first shelf of every department, then the second of each, and so on: neighbours differ in kind.
    static func inShopOrder(of departments: [Department]) -> [StockedShelf] {
        var numbered: [[StockedShelf]] = []
        var number = 0
        for department in departments {
            numbered.append([])
            for shelf in department.shelves {
                number += 1
                numbered[numbered.count - 1].append(StockedShelf(shelf, number: number))
            }
        }
        let deepest = numbered.map(\.count).max() ?? 0
        return (0..<deepest).flatMap { row in
            numbered.compactMap { row < $0.count ? $0[row] : nil }
        }
    }

    /// One product from every shelf in turn, until all are taken.
    static func mixed(_ shelves: [StockedShelf]) -> [DemoShop.Product] {
        let deepest = shelves.map(\.products.count).max() ?? 0
        return (0..<deepest).flatMap { row in
            shelves.compactMap { row < $0.products.count ? $0.products[row] : nil }
        }
    }
}
