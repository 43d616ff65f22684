/// A top category with the shelves that are its subcategories.
struct Department: Sendable {
    let name: String
    let about: String
    let shelves: [Shelf]

    init(_ name: String, _ about: String, shelves: [Shelf]) {
        self.name = name
        self.about = about
        self.shelves = shelves
    }

    static let all: [Department] = [
        kitchen, table, living, furniture, books, stationery, electronics, music, clothing, accessories, outdoors,
        sport, garden, bath, toys, larder,
    ]

    var categories: [DemoShop.Category] {
        let slug = Slug.make(name)
        let top = DemoShop.Category(name: name, slug: slug, description: about, parent: nil)
        return [top]
            + shelves.map { shelf in
                DemoShop.Category(name: shelf.name, slug: Slug.make(shelf.name), description: shelf.about, parent: slug)
            }
    }
}
