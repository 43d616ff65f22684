import Values

/// Colours that go together: a backdrop of two and some for the goods.
struct Palette: Sendable {
    let backdrop: (upper: Colour, lower: Colour)
    let main: Colour
    let accent: Colour

    /// Takes the main colour from the name where it tells one, as in “Oxford Shirt, Pale Blue”.
    init(for name: String, usual: [Int], _ chance: inout SplitMix64) {
        let told = ColourNames.colour(in: name) ?? (usual.isEmpty ? nil : Colour(chance.pick(usual)))
        var chart = chance.pick(Palette.charts)
        // A colour that is told must stand out against what is behind it.
        for _ in 0..<8 {
            guard let told, told.distance(to: Colour(chart[1])) < 130 else { break }
            chart = chance.pick(Palette.charts)
        }
        let first = chance.number(in: 2...chart.count - 1)
        let second = 2 + (first - 1 + chance.number(in: 0...chart.count - 4)) % (chart.count - 2)
        let main = told ?? Colour(chart[first])
        let other = Colour(chart[second])
        backdrop = (Colour(chart[0]), Colour(chart[1]))
        self.main = main
        accent = other.distance(to: main) < 90 ? Colour(chart[first]).mixed(with: .white, percent: 60) : other
    }

    private init(backdrop: (upper: Colour, lower: Colour), main: Colour, accent: Colour) {
        self.backdrop = backdrop
        self.main = main
        self.accent = accent
    }

    func fill(_ paint: Paint) -> (colour: Colour, opacity: String?) {
        switch paint {
        case .print, .main: (main, nil)
        case .mainDark: (main.mixed(with: .ink, percent: 28), nil)
        case .mainLight: (main.mixed(with: .white, percent: 35), nil)
        case .accent: (accent, nil)
        case .accentDark: (accent.mixed(with: .ink, percent: 28), nil)
        case .ink: (.ink, nil)
        case .cream: (Colour(0xFFF6E6), nil)
        case .paper: (Colour(0xF4EBDA), nil)
        case .wood: (Colour(0xC98F5B), nil)
        case .woodDark: (Colour(0x9A6538), nil)
        case .metal: (Colour(0xCDD3DA), nil)
        case .metalDark: (Colour(0x8893A0), nil)
        case .leaf: (Colour(0x5B9A62), nil)
        case .leafDark: (Colour(0x3F774C), nil)
        case .clay: (Colour(0xC9704B), nil)
        case .flame: (Colour(0xFFC857), nil)
        case .glass: (.white, ".42")
        case .shade: (.ink, ".13")
        case .gloss: (.white, ".3")
        }
    }

    /// Upper and lower backdrop, then the goods.
    private static let charts: [[Int]] = [
        [0xFBEADB, 0xF3CBA9, 0xC8553D, 0x2F4858, 0x588B8B, 0xF2A541],
        [0xE4F0EE, 0xB3D6D0, 0xE07A5F, 0x3D405B, 0xF2CC8F, 0x3A7D74],
        [0xE7ECF7, 0xBBC9E8, 0x3F5AA6, 0xF0A35E, 0xD1495B, 0xF7E1B5],
        [0xFBE4E4, 0xF2BDBD, 0xA63D57, 0x355070, 0xEAAC8B, 0x6D597A],
        [0xEFF3DC, 0xCFDDA6, 0x6A8D3A, 0xBC4B51, 0xF4A259, 0x3B5249],
        [0xF9F0D3, 0xF0D68C, 0xD9693B, 0x264653, 0x2A9D8F, 0x8C4A2F],
        [0xEEE6F5, 0xD0BCE4, 0x6B4E99, 0xE59866, 0x2E6F8E, 0xF6D5A0],
        [0xE3F1F8, 0xAED7EA, 0x1F6F8B, 0xF2B134, 0xE4572E, 0x17324D],
        [0xF4EBE3, 0xDDC7B1, 0x7D4F39, 0x4F6D5A, 0xD98E4A, 0x33445C],
        [0xE5F4E7, 0xB4DDBB, 0x2F7F5F, 0xEF8354, 0xF4D35E, 0x2D3A5C],
        [0xFDEBD8, 0xF7C6B0, 0x006D77, 0xE29578, 0x9C3848, 0x45496A],
        [0xECEFF1, 0xC4CED6, 0xD1603D, 0x3C6E71, 0xE9B44C, 0x5B5F97],
        [0xF8E9F0, 0xE7BFD3, 0x8E4162, 0x41658A, 0xF0B67F, 0x2F6B5E],
        [0xEAF2E3, 0xC6D8C0, 0x4C5B8C, 0xDB7F67, 0xEAC435, 0x345B4D],
    ]
}
