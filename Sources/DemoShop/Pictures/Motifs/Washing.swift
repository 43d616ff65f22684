extension Canvas {
    mutating func soap() {
        let width = vary(240, 300)
        let height = vary(120, 160)
        let round = vary(24, 70)
        let (left, top) = (320 - width / 2, 480 - height)
        shadow(width + 60)
        rectangle(left - 40, 490, width + 80, 30, rounded: 15, either(.wood, .accentDark))
        rectangle(left, top + 16, width, height, rounded: round, .mainDark)
        rectangle(left, top, width, height - 6, rounded: round, .print)
        rectangle(left + 34, top + 26, width - 68, height - 62, rounded: round / 2, .gloss)
        for bubble in 0..<vary(3, 6) {
            let size = vary(16, 42)
            let (x, y) = (180 + bubble * 60 + vary(-14, 14), top - vary(30, 150))
            circle(x, y, size, .glass)
            circle(x - size / 3, y - size / 3, size / 5, .gloss)
        }
    }

    mutating func dropper() {
        let width = vary(130, 180)
        let top = vary(290, 330)
        let left = 320 - width / 2
        shadow(width)
        rectangle(left, top, width, 520 - top, rounded: vary(20, 44), .main)
        rectangle(290, top - 44, 60, 60, .mainDark)
        rectangle(276, top - 74, 88, 54, rounded: 8, .ink)
        rectangle(292, top - vary(150, 180), 56, 116, rounded: 28, .accent)
        label(left + 16, top + 44, width - 32, 110)
        rectangle(left + 14, top + 22, 11, 140, rounded: 5, .gloss)
        path("M\(left + width + 50) \(top - 20)q34 46 0 62q-34 -16 0 -62Z", .main)
    }

    mutating func tube() {
        let width = vary(120, 160)
        let top = vary(130, 170)
        let left = 320 - width / 2
        shadow(width)
        path("M\(left - 10) \(top)h\(width + 20)L\(left + width - 14) 460H\(left + 14)Z", .print)
        rectangle(left - 14, top - 10, width + 28, 36, rounded: 4, .mainDark)
        rectangle(340 - width / 2, 454, width - 40, vary(50, 66), rounded: 10, .accentDark)
        label(left + 20, top + 90, width - 40, 130)
        rectangle(left + 16, top + 50, 11, 240, rounded: 5, .gloss)
    }

    mutating func balm() {
        let width = vary(220, 280)
        let top = vary(380, 420)
        let left = 320 - width / 2
        shadow(width)
        rectangle(left, top, width, 520 - top, rounded: 24, .main)
        label(left + width / 5, top + 32, width * 3 / 5, 66)
        if happens(50) {
            rectangle(left - 8, top - 60, width + 16, 76, rounded: 16, .accentDark)
            rectangle(left + 8, top - 44, width - 16, 12, rounded: 6, .gloss)
        } else {
            ellipse(320, top, width / 2, 26, .cream)
            stroke("M300 \(top)q20 -22 40 0t40 -4", .shade, width: 8)
            turned(vary(-24, -10), 400, 300) { $0.rectangle(300, top - 120, width, 44, rounded: 18, .accentDark) }
        }
    }

    mutating func towel() {
        let width = vary(200, 260)
        let left = 320 - width / 2
        let low = vary(440, 490)
        rectangle(120, 140, 400, 20, rounded: 10, .woodDark)
        circle(120, 150, 18, .wood)
        circle(520, 150, 18, .wood)
        rectangle(left + 20, 150, width, low - 200, .mainDark)
        rectangle(left, 132, width, low - 132, rounded: 8, .print)
        let stripe = vary(18, 44)
        rectangle(left, low - 90, width, stripe, .accent)
        if happens(50) { rectangle(left, low - 104, width, 8, .cream) }
        for thread in 0..<12 { stroke("M\(left + 8 + thread * (width - 16) / 11) \(low)v\(20)", .main, width: 7) }
        rectangle(left, 132, width, 36, rounded: 8, .gloss)
    }

    mutating func brush() {
        let long = vary(120, 260)
        let head = vary(60, 80)
        turned(either(-42, -30, 34, 140)) { canvas in
            canvas.rectangle(306, 280, 34, long, rounded: 17, .wood)
            canvas.circle(323, 262 + long, 7, .woodDark)
            for row in 0..<9 {
                canvas.stroke(
                    "M\(330 - head + row * (head * 2 - 16) / 8) 262v\(canvas.vary(48, 56))", .paper, width: 11)
            }
            canvas.rectangle(322 - head, 170, head * 2, 104, rounded: 48, .print)
            canvas.rectangle(344 - head, 186, head * 2 - 60, 16, rounded: 8, .gloss)
        }
    }
}
