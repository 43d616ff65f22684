extension Canvas {
    mutating func book() {
        let width = vary(220, 270)
        let height = vary(310, 360)
        let (left, top) = (326 - width / 2, 320 - height / 2)
        turned(vary(-14, 14)) { canvas in
            canvas.rectangle(left + 16, top + 20, width, height, rounded: 8, .shade)
            canvas.rectangle(left + 8, top + 8, width, height, rounded: 6, .paper)
            canvas.rectangle(left, top, width, height, rounded: 8, .main)
            canvas.rectangle(left, top, 26, height, rounded: 8, .mainDark)
            canvas.coverArt(left + 44, top + 110, width - 64, height - 130)
            canvas.rectangle(left + 50, top + 30, width - 90, 20, rounded: 6, .cream)
            canvas.rectangle(left + 50, top + 62, (width - 90) * canvas.vary(40, 80) / 100, 14, rounded: 5, .accent)
        }
    }

    /// The picture on the cover of a novel: hills, a moon, waves, a house, a leaf, or plain geometry.
    private mutating func coverArt(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        let (right, low) = (x + width, y + height)
        rectangle(x, y, width, height, rounded: 6, .mainLight)
        switch vary(1, 6) {
        case 1:
            circle(x + width * vary(25, 75) / 100, y + height / 4, 30, .flame)
            path("M\(x) \(low)L\(x + width / 3) \(y + vary(60, 100))L\(x + width * 2 / 3) \(low)Z", .accent)
            path("M\(x + width / 4) \(low)L\(right - width / 4) \(y + vary(80, 120))L\(right) \(low)Z", .accentDark)
        case 2:
            circle(x + width / 2, y + height / 3, vary(30, 44), .cream)
            for row in 0..<4 {
                stroke(
                    "M\(x + 14) \(low - 24 - row * 26)q\(width / 8) -20 \(width / 4 - 6) 0t\(width / 4 - 6) 0t\(width / 4 - 6) 0",
                    .accent, width: 10)
            }
        case 3:
            let wide = vary(60, 90)
            rectangle(x + width / 2 - wide / 2, low - 90, wide, 90, .accent)
            path("M\(x + width / 2 - wide / 2 - 16) \(low - 86)h\(wide + 32)l-\(wide / 2 + 16) -60Z", .accentDark)
            rectangle(x + width / 2 - 11, low - 44, 22, 44, .flame)
        case 4:
            sprig(x + width / 2, low - 10, height - 30)
        case 5:
            for ring in 0..<4 {
                circle(x + width / 2, y + height / 2, 70 - ring * 17, ring % 2 == 0 ? .accent : .cream)
            }
        default:
            path("M\(x) \(low)V\(y + vary(40, 110))L\(right) \(low)Z", .accent)
            path("M\(right) \(y)V\(y + vary(70, 130))L\(x + vary(10, 60)) \(y)Z", .accentDark)
            circle(x + width / 2, y + height / 2, vary(20, 34), .flame)
        }
    }

    mutating func antiquarianBook() {
        let height = vary(300, 350)
        let thick = vary(60, 90)
        let top = 520 - height
        let width = vary(210, 240)
        let left = 300 - (width + thick) / 2
        shadow(width + thick)
        rectangle(left + thick - 6, top, width, height, rounded: 6, .main)
        rectangle(left + thick + 16, top + 22, width - 46, height - 44, rounded: 4, .accent)
        rectangle(left + thick + 22, top + 28, width - 58, height - 56, rounded: 3, .main)
        let centre = left + thick + 16 + (width - 46) / 2
        let middle = top + height / 2
        for turn in 0..<vary(2, 4) {
            turned(turn * 45, centre, middle) { $0.path("M\(centre) \(middle - 62)l20 62l-20 62l-20 -62Z", .accent) }
        }
        circle(centre, middle, 18, .mainDark)
        path("M\(left) \(top + 10)q\(thick / 2) -24 \(thick) -10V\(520)q-\(thick / 2) -14 -\(thick) 0Z", .mainDark)
        for band in 1...4 { rectangle(left - 3, top + band * height / 5, thick + 4, 12, rounded: 5, .accent) }
        rectangle(left + 8, top + height / 5 + 20, thick - 18, height / 5 - 28, .clay)
        rectangle(left + thick + width - 16, top + 8, 10, height - 16, .paper)
    }

    mutating func notebook() {
        let width = vary(220, 270)
        let height = vary(310, 360)
        let (left, top) = (320 - width / 2, 320 - height / 2)
        turned(vary(-16, 16)) { canvas in
            canvas.rectangle(left + 14, top + 18, width, height, rounded: 16, .shade)
            canvas.rectangle(left + 8, top + 6, width, height, rounded: 16, .paper)
            canvas.rectangle(left, top, width, height, rounded: 16, .print)
            switch canvas.vary(1, 3) {
            case 1:
                canvas.rectangle(left + width - 52, top, 16, height, .accentDark)
            case 2:
                for ring in 0..<9 {
                    canvas.rectangle(left - 16, top + 24 + ring * (height - 60) / 8, 40, 12, rounded: 6, .metalDark)
                }
            default:
                canvas.rectangle(left, top, 42, height, rounded: 14, .mainDark)
                canvas.path("M\(left + width - 70) \(top + height - 4)v50l14 -14l14 14v-50Z", .accent)
            }
            canvas.label(left + width / 4, top + 60, width / 2, 84)
        }
    }
}
