extension Canvas {
    mutating func mug() {
        let width = vary(180, 260)
        let height = vary(180, 290)
        let top = 520 - height
        let right = 300 + width / 2
        let reach = vary(70, 120)
        shadow(width + 40)
        let grip =
            "M\(right - 8) \(top + height / 5)c\(reach) -14 \(reach) \(height * 3 / 5 + 14) -10 \(height * 3 / 5)"
        stroke(grip, .mainDark, width: vary(20, 32))
        vessel(top, width, width - vary(0, 50), corner: vary(14, 60), centre: 300, .print)
        ellipse(300, top, width / 2, 18, .mainDark)
        ellipse(300, top + 4, width / 2 - 12, 11, either(.woodDark, .cream, .clay))
        rectangle(300 - width / 2 + 22, top + 46, 14, height / 2, rounded: 7, .gloss)
        if happens(50) { steam(300, top - 34) }
    }

    /// Something in it is hot.
    mutating func steam(_ x: Int, _ y: Int) {
        for side in [-34, 6, 46] {
            stroke("M\(x + side) \(y)q-18 -22 0 -44t0 -44", .gloss, width: 9)
        }
    }

    mutating func teapot() {
        let across = vary(130, 165)
        let down = vary(100, 135)
        let middle = 520 - down
        shadow(across * 2)
        stroke(
            "M\(320 + across - 30) \(middle - 40)c\(vary(90, 130)) -30 \(vary(80, 110)) \(down + 20) -20 \(down - 10)",
            .mainDark, width: 24)
        path(
            "M\(330 - across) \(middle + 30)Q\(270 - across) \(middle) \(240 - across) \(middle - down * 3 / 4)"
                + "l34 -8Q\(320 - across) \(middle - 60) \(370 - across) \(middle - 50)Z", .mainDark)
        ellipse(320, middle, across, down, .print)
        ellipse(320, middle - down + 18, across / 2, 22, .mainDark)
        path("M\(320 - across / 2) \(middle - down + 14)q\(across / 2) -54 \(across) 0Z", .accent)
        circle(320, middle - down - 24, vary(14, 22), .accentDark)
        ellipse(320 - across / 2, middle - 24, 16, 40, .gloss)
        rectangle(320 - across / 2, 508, across, 14, rounded: 7, .mainDark)
    }

    mutating func glass() {
        let width = vary(120, 180)
        let height = vary(200, 290)
        let top = 520 - height
        let full = top + height * vary(25, 55) / 100
        shadow(width)
        vessel(top, width, width - vary(10, 46), corner: 18, .glass)
        vessel(full, width - 30, to: 508, width - 66, corner: 14, .main)
        if happens(50) { circle(320, full + 34, 14, .mainLight) }
        rectangle(322 - width / 2 + 16, top + 24, 11, height * 3 / 5, rounded: 6, .gloss)
        if happens(60) {
            stroke("M350 \(full + 50)L\(395 + vary(0, 24)) \(top - 60)", .accent, width: 11)
        }
        ellipse(320, top, width / 2, 9, .gloss)
    }

    mutating func wineGlass() {
        let across = vary(80, 110)
        let height = vary(150, 210)
        let top = vary(130, 180)
        let bottom = top + height
        shadow(across * 2)
        rectangle(313, bottom - 6, 14, 514 - bottom, .glass)
        ellipse(320, 514, across - 8, 13, .glass)
        path(
            "M\(320 - across) \(top)H\(320 + across)C\(330 + across) \(bottom - 30) 380 \(bottom) 320 \(bottom)"
                + "S\(310 - across) \(bottom - 30) \(320 - across) \(top)Z", .glass)
        let full = top + height * vary(35, 55) / 100
        path(
            "M\(324 - across) \(full)H\(316 + across)C\(320 + across) \(bottom - 26) 374 \(bottom - 10) 320 \(bottom - 10)"
                + "S\(320 - across) \(bottom - 26) \(324 - across) \(full)Z", .main)
        ellipse(320, full, across - 5, 9, .mainLight)
        rectangle(344 - across, top + 22, 12, height / 2, rounded: 6, .gloss)
    }

    mutating func carafe() {
        let across = vary(95, 125)
        let neck = vary(34, 52)
        let top = vary(120, 170)
        shadow(across * 2)
        let outline =
            "M\(320 - neck) \(top)H\(320 + neck)L\(312 + neck) \(top + 120)"
            + "C\(320 + across) \(top + 190) \(330 + across) 520 \(300 + across) 520H\(340 - across)"
            + "C\(310 - across) 520 \(320 - across) \(top + 190) \(328 - neck) \(top + 120)Z"
        path(outline, .glass)
        let full = vary(360, 410)
        path(
            "M\(330 - across) \(full)H\(310 + across)Q\(312 + across) 508 \(290 + across) 508H\(350 - across)"
                + "Q\(328 - across) 508 \(330 - across) \(full)Z", .main)
        ellipse(320, full, across - 10, 10, .mainLight)
        if happens(50) { circle(320, top - 22, neck - 6, .wood) } else { ellipse(320, top, neck, 8, .gloss) }
        rectangle(350 - across, full - 40, 12, 120, rounded: 6, .gloss)
    }

    mutating func plate() {
        let radius = vary(180, 215)
        let inner = radius * vary(60, 74) / 100
        ellipse(320, 344, radius + 8, radius + 2, .shade)
        circle(320, 320, radius, .print)
        circle(320, 320, radius - vary(14, 26), .mainLight)
        circle(320, 320, inner, .main)
        circle(320, 320, inner - 12, either(.cream, .mainLight, .accent))
        switch vary(1, 4) {
        case 1: for turn in 0..<8 { turned(turn * 45) { $0.circle(320, 320 - inner + 44, 13, .accent) } }
        case 2: sprig(320, 320 + inner / 2, inner)
        case 3: stroke("M\(340 - inner / 2) 320q30 -50 60 0t60 0", .accentDark, width: 10)
        default: circle(320, 320, inner / 2, .gloss)
        }
    }

    /// A stalk with leaves on both sides.
    mutating func sprig(_ x: Int, _ y: Int, _ height: Int) {
        stroke("M\(x) \(y)V\(y - height)", .leafDark, width: 6)
        for step in 1...4 {
            let at = y - height * step / 5
            path("M\(x) \(at)q10 -34 46 -34q-4 34 -46 34Z", .leaf)
            path("M\(x) \(at - 12)q-10 -34 -46 -34q4 34 46 34Z", .leafDark)
        }
    }

    mutating func vase() {
        let belly = vary(85, 140)
        let neck = vary(24, 50)
        let top = vary(230, 290)
        let waist = top + vary(50, 110)
        shadow(belly * 2)
        for stem in 0..<vary(0, 3) {
            let lean = vary(-90, 90)
            stroke(
                "M\(316 + stem * 6) \(top)Q\(320 + lean / 3) 200 \(320 + lean) \(150 + stem * 26)", .leafDark, width: 7)
            let blossom = vary(24, 36)
            for turn in 0..<5 {
                turned(turn * 72 + lean, 320 + lean, 140 + stem * 26) {
                    $0.ellipse(320 + lean, 140 + stem * 26 - blossom, blossom / 2, blossom - 8, .accent)
                }
            }
            circle(320 + lean, 140 + stem * 26, blossom / 2, .flame)
        }
        path(
            "M\(320 - neck) \(top)H\(320 + neck)Q\(316 + neck) \(waist) \(330 + neck) \(waist)"
                + "C\(330 + belly) \(waist + 40) \(330 + belly) 500 \(300 + belly / 2) 520H\(340 - belly / 2)"
                + "C\(310 - belly) 500 \(310 - belly) \(waist + 40) \(310 - neck) \(waist)"
                + "Q\(324 - neck) \(waist) \(320 - neck) \(top)Z", .print)
        ellipse(320, top, neck + 3, 9, .mainDark)
        ellipse(320 - belly / 2, 420, 13, 46, .gloss)
    }

    mutating func coffeePot() {
        let upper = vary(100, 140)
        let lower = upper + vary(20, 60)
        let top = vary(200, 250)
        let right = 320 + upper / 2
        shadow(lower + 40)
        stroke("M\(right) \(top + 40)h\(vary(60, 84))v\(vary(110, 150))", .ink, width: 22)
        path("M\(330 - upper / 2) \(top + 20)l-60 -24l10 60l40 40Z", .mainDark)
        vessel(top, upper, lower, corner: 16, .print)
        rectangle(316 - upper / 2, vary(350, 380), upper + 8, 22, rounded: 8, .mainDark)
        path("M\(320 - upper / 2) \(top)q\(upper / 2) -70 \(upper) 0Z", .mainLight)
        circle(320, top - 44, vary(12, 18), .accentDark)
        rectangle(340 - upper / 2, top + 30, 12, 90, rounded: 6, .gloss)
    }
}
