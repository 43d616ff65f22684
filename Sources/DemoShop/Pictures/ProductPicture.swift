import Values

/// The picture of a product: a flat drawing of the kind of thing it is, in SVG, of 640 by 640 units.
///
/// Proportions, colours and pattern follow from the sku and the name, so every product has its own, always the same.
public struct ProductPicture: Sendable {
    private let product: DemoShop.Product

    public init(_ product: DemoShop.Product) {
        self.product = product
    }

    /// A document of less than 4 kB, without scripts, references or fonts.
    public var svg: String {
        var chance = SplitMix64(seed: product.sku, salt: 2)
        let palette = Palette(for: product.name, usual: product.motif.usualColours, &chance)
        let key = Slug.make(product.sku)
        let pattern = chance.happens(product.motif.patternPercent) ? chance.pick(Pattern.allCases) : .plain
        let definition = pattern.definition(id: "\(key)p", palette, &chance)
        let backdrop = Backdrop(key: key, palette: palette).svg(&chance)
        var canvas = Canvas(key: key, palette: palette, usesPattern: definition != nil, chance: chance)
        product.motif.draw(on: &canvas)
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 640\" width=\"640\" height=\"640\" "
            + "stroke-linecap=\"round\" stroke-linejoin=\"round\" role=\"img\"><title>\(ProductPicture.escaped(product.name))</title>"
            + "<defs>\(backdrop.definition)\(definition ?? "")</defs>\(backdrop.shapes)\(canvas.elements)</svg>\n"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
