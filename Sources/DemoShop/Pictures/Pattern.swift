import Values

/// What is printed, woven or glazed on a thing.
enum Pattern: CaseIterable, Sendable {
    case plain, stripes, uprights, diagonals, dots, checks, zigzag, waves, speckles, crosses

    /// A definition for the `defs` of a picture; nothing for plain goods.
    func definition(id: String, _ palette: Palette, _ chance: inout SplitMix64) -> String? {
        guard self != .plain else { return nil }
        let size = chance.number(in: 28...56)
        let half = size / 2
        let over = chance.pick([
            palette.accent, palette.fill(.mainDark).colour, palette.fill(.mainLight).colour,
            palette.main.brightness > 190 ? palette.accent : Colour(0xFFF6E6),
        ]).code
        let turn = self == .diagonals ? " patternTransform=\"rotate(\(chance.pick([30, 45, 60, 135])))\"" : ""
        let tile = "<rect width=\"\(size)\" height=\"\(size)\" fill=\"\(palette.main.code)\"/>"
        return "<pattern id=\"\(id)\" width=\"\(size)\" height=\"\(size)\" patternUnits=\"userSpaceOnUse\"\(turn)>"
            + tile + mark(size, half, over, &chance) + "</pattern>"
    }

    private func mark(_ size: Int, _ half: Int, _ colour: String, _ chance: inout SplitMix64) -> String {
        let thick = chance.number(in: 4...max(5, size / 3))
        func line(_ data: String, _ width: Int) -> String {
            "<path d=\"\(data)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(width)\"/>"
        }
        switch self {
        case .plain:
            return ""
        case .stripes:
            return line("M0 \(half)H\(size)", thick)
        case .uprights, .diagonals:
            return line("M\(half) 0V\(size)", thick)
        case .dots:
            return "<circle cx=\"\(half)\" cy=\"\(half)\" r=\"\(size / 8 + thick / 4)\" fill=\"\(colour)\"/>"
        case .checks:
            return "<path d=\"M0 0H\(half)V\(half)H0ZM\(half) \(half)H\(size)V\(size)H\(half)Z\" fill=\"\(colour)\" "
                + "fill-opacity=\".55\"/>"
        case .zigzag:
            return line("M-2 \(half + 8)L\(half) \(half - 8)L\(size + 2) \(half + 8)", max(4, thick / 2))
        case .waves:
            return line("M0 \(half)Q\(size / 4) \(half - 12) \(half) \(half)T\(size) \(half)", max(4, thick / 2))
        case .speckles:
            return "<g fill=\"\(colour)\"><circle cx=\"\(size / 4)\" cy=\"\(size / 3)\" r=\"3\"/>"
                + "<circle cx=\"\(size * 3 / 4)\" cy=\"\(size / 5)\" r=\"2\"/>"
                + "<circle cx=\"\(size * 3 / 5)\" cy=\"\(size * 3 / 4)\" r=\"4\"/></g>"
        case .crosses:
            return line("M\(half) \(half - 7)V\(half + 7)M\(half - 7) \(half)H\(half + 7)", 4)
        }
    }
}
