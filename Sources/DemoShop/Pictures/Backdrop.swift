import Values

/// What is behind the goods: a gradient and one large, quiet shape.
struct Backdrop {
    let key: String
    let palette: Palette

    func svg(_ chance: inout SplitMix64) -> (definition: String, shapes: String) {
        let (upper, lower) = palette.backdrop
        let slant = chance.number(in: 0...100)
        let definition =
            "<linearGradient id=\"\(key)b\" x1=\"0\" y1=\"0\" x2=\"\(slant)%\" y2=\"100%\">"
            + "<stop stop-color=\"\(upper.code)\"/><stop offset=\"1\" stop-color=\"\(lower.code)\"/></linearGradient>"
        let shapes = "<rect width=\"640\" height=\"640\" fill=\"url(#\(key)b)\"/>" + quietShape(&chance)
        return (definition, shapes)
    }

    private func quietShape(_ chance: inout SplitMix64) -> String {
        let x = chance.number(in: 200...440)
        let y = chance.number(in: 210...380)
        let size = chance.number(in: 190...270)
        let look = "fill=\"#fff\" fill-opacity=\".\(chance.number(in: 24...40))\""
        switch chance.number(in: 1...5) {
        case 1:
            return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(size)\" \(look)/>"
        case 2:
            return "<path d=\"M\(320 - size) 640V\(y)a\(size) \(size) 0 0 1 \(size * 2) 0V640Z\" \(look)/>"
        case 3:
            let height = 520 + chance.number(in: -30...10)
            return "<path d=\"M0 \(height)Q\(x) \(height - size / 3) 640 \(height - 20)V640H0Z\" \(look)/>"
        case 4:
            let turn = chance.number(in: 8...40)
            return "<rect x=\"\(320 - size)\" y=\"\(320 - size)\" width=\"\(size * 2)\" height=\"\(size * 2)\" "
                + "rx=\"\(size / 2)\" transform=\"rotate(\(turn) 320 320)\" \(look)/>"
        default:
            return "<path d=\"M0 \(y + 60)C\(x - 80) \(y - 120) \(x + 60) \(y + 200) 640 \(y - 60)V640H0Z\" \(look)/>"
        }
    }
}
