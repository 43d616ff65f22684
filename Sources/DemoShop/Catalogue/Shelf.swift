/// One subcategory as its shopkeeper writes it down.
struct Shelf: Sendable {
    let name: String
    /// Three letters that begin every sku of the shelf.
    let code: String
    let motif: Motif
    let sellers: [Store]
    let about: String
    /// A price list, see `PriceList`.
    let goods: String
    /// Lines of a rating and a comment that fits every product of the shelf.
    let reviews: String
    /// What else the shelf could hold.
    let more: Variations

    init(
        _ name: String, _ code: String, _ motif: Motif, by sellers: Store..., about: String, goods: String,
        reviews: String, more: Variations
    ) {
        self.name = name
        self.code = code
        self.motif = motif
        self.sellers = sellers
        self.about = about
        self.goods = goods
        self.reviews = reviews
        self.more = more
    }
}
