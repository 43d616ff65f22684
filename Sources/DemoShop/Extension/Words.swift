/// The words that tell one generated product from all others.
struct Words: Sendable {
    let maker: String
    let line: String
    let kind: String
    let material: String
    let size: String

    /// The words of combination `number`; different numbers give different words.
    init(_ number: Int, of variations: Variations) {
        var rest = number
        func take(_ words: [String]) -> String {
            defer { rest /= words.count }
            return words[rest % words.count]
        }
        kind = take(variations.kinds)
        maker = take(Words.makers)
        material = take(variations.materials)
        line = take(Words.lines)
        size = take(variations.sizes)
    }

    /// Invented, and none of them a maker of the hand-made goods, so that no generated name repeats one of those.
    static let makers = list(
        """
        Ardvane, Belquist, Corrowe, Dunmarle, Eskelby, Farrowick, Gildenhay, Hollomere, Ivarsund, Jorvenne, Kestwyn, \
        Lindmarsh, Marrowby, Nethercoe, Ottersby, Pellwick, Quenbridge, Rasthollow, Silverhay, Tormarck, Ulverdene, \
        Vintersted, Wexhollow, Yarrowen, Zelenby, Ambervik, Brackwater, Cindermoor, Drayholme, Elmsgarth, Fennimore, \
        Greysander, Hathersedge, Inglevale, Kirkmarrow, Lowenhart, Mossgarden, Norrviken, Oxenholt, Pennyquarry
        """)

    static let lines = list(
        """
        Alder, Amber, Ash, Autumn, Birch, Copper, Coral, Dawn, Dusk, Ember, Fern, Flint, Granite, Harbour, Hazel, \
        Heather, Indigo, Island, Ivy, Juniper, Linden, Maple, Marble, Meadow, Midnight, Misty, Northern, Ochre, \
        Pebble, Quarry, Rowan, Saffron, Silver, Stone, Summer, Tidal, Umber, Velvet, Willow, Winter
        """)
}
