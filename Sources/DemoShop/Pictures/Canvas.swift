import Values

/// A square of 640 units on which a motif is drawn, shape by shape; goods stand on the line at 520.
///
/// Also hands out the proportions, by chance but always the same ones for the same product.
struct Canvas {
    /// Distinguishes the definitions of this picture from others on the same page.
    let key: String
    let palette: Palette
    let usesPattern: Bool
    private(set) var elements = ""
    private var chance: SplitMix64

    init(key: String, palette: Palette, usesPattern: Bool, chance: SplitMix64) {
        self.key = key
        self.palette = palette
        self.usesPattern = usesPattern
        self.chance = chance
    }

    mutating func vary(_ low: Int, _ high: Int) -> Int {
        chance.number(in: low...high)
    }

    mutating func either<Choice>(_ choices: Choice...) -> Choice {
        chance.pick(choices)
    }

    mutating func happens(_ percent: Int) -> Bool {
        chance.happens(percent)
    }

    mutating func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, rounded: Int = 0, _ paint: Paint) {
        let corner = rounded > 0 ? " rx=\"\(rounded)\"" : ""
        elements += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"\(corner)\(fill(paint))/>"
    }

    mutating func circle(_ x: Int, _ y: Int, _ radius: Int, _ paint: Paint) {
        elements += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\"\(fill(paint))/>"
    }

    mutating func ellipse(_ x: Int, _ y: Int, _ across: Int, _ down: Int, _ paint: Paint) {
        elements += "<ellipse cx=\"\(x)\" cy=\"\(y)\" rx=\"\(across)\" ry=\"\(down)\"\(fill(paint))/>"
    }

    mutating func path(_ data: String, _ paint: Paint) {
        elements += "<path d=\"\(data)\"\(fill(paint))/>"
    }

    mutating func stroke(_ data: String, _ paint: Paint, width: Int) {
        let (colour, opacity) = palette.fill(paint)
        let strength = opacity.map { " stroke-opacity=\"\($0)\"" } ?? ""
        elements += "<path d=\"\(data)\" fill=\"none\" stroke=\"\(colour.code)\"\(strength)"
        elements += " stroke-width=\"\(width)\"/>"
    }

    /// Draws `shapes` turned clockwise.
    mutating func turned(_ degrees: Int, _ x: Int = 320, _ y: Int = 320, shapes: (inout Canvas) -> Void) {
        elements += "<g transform=\"rotate(\(degrees) \(x) \(y))\">"
        shapes(&self)
        elements += "</g>"
    }

    /// Draws `shapes` once more, as in a mirror that stands in the middle.
    mutating func mirrored(shapes: (inout Canvas) -> Void) {
        elements += "<g transform=\"matrix(-1 0 0 1 640 0)\">"
        shapes(&self)
        elements += "</g>"
    }

    private func fill(_ paint: Paint) -> String {
        if paint == .print && usesPattern { return " fill=\"url(#\(key)p)\"" }
        let (colour, opacity) = palette.fill(paint)
        return " fill=\"\(colour.code)\"" + (opacity.map { " fill-opacity=\"\($0)\"" } ?? "")
    }
}

extension Canvas {
    /// The soft shadow of a thing of this width.
    mutating func shadow(_ width: Int, at y: Int = 522, centre: Int = 320) {
        ellipse(centre, y, width * 58 / 100, 16, .shade)
    }

    /// A body that narrows from top to bottom, with rounded corners below.
    mutating func vessel(
        _ top: Int, _ upper: Int, to bottom: Int = 520, _ lower: Int, corner: Int = 24, centre: Int = 320,
        _ paint: Paint
    ) {
        let (left, right) = (centre - upper / 2, centre + upper / 2)
        let (low, high) = (centre - lower / 2, centre + lower / 2)
        path(
            "M\(left) \(top)H\(right)L\(high) \(bottom - corner)Q\(high) \(bottom) \(high - corner) \(bottom)"
                + "H\(low + corner)Q\(low) \(bottom) \(low) \(bottom - corner)Z", paint)
    }

    /// A label with two lines of writing that nobody can read.
    mutating func label(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ paint: Paint = .cream) {
        rectangle(x, y, width, height, rounded: 8, paint)
        rectangle(x + width / 5, y + height * 2 / 7, width * 3 / 5, max(6, height / 10), rounded: 4, .mainDark)
        rectangle(x + width * 3 / 10, y + height * 4 / 7, width * 2 / 5, max(5, height / 14), rounded: 3, .accent)
    }
}
