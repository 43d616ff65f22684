extension Canvas {
    mutating func headphones() {
        let span = vary(140, 175)
        let cup = vary(70, 96)
        let deep = vary(120, 160)
        let band = vary(26, 42)
        let rise = vary(200, 260)
        stroke(
            "M\(320 - span) 360C\(320 - span) \(360 - rise) \(320 + span) \(360 - rise) \(320 + span) 360", .mainDark,
            width: band)
        stroke(
            "M\(350 - span) 260C\(380 - span) \(380 - rise) \(260 + span) \(380 - rise) \(290 + span) 260", .gloss,
            width: 8)
        for side in [-1, 1] {
            let x = 320 + side * span
            rectangle(x - cup / 2 - side * 16, 330, cup, deep, rounded: cup / 2, .ink)
            rectangle(x - cup / 2 + side * 12, 322, cup - 6, deep + 16, rounded: cup / 2, .print)
            circle(x + side * 10, 330 + deep / 2, cup / 4, .accent)
        }
        if happens(40) { stroke("M\(320 - span) \(330 + deep)q-10 100 90 90t100 60", .ink, width: 7) }
    }

    mutating func earbuds() {
        let size = vary(50, 66)
        for side in [-1, 1] {
            let x = 320 + side * vary(85, 110)
            let y = 250 + side * vary(4, 26)
            stroke("M\(x) \(y + 40)q\(side * 14) 90 \(-side * 30) 150T320 540", .ink, width: 7)
            rectangle(x - 15, y, 30, size + 80, rounded: 15, .mainDark)
            circle(x, y, size, .print)
            ellipse(x - side * (size - 4), y, 22, size * 2 / 3, .accent)
            circle(x + side * 14, y - 16, size / 4, .gloss)
        }
        circle(320, 540, 12, .ink)
    }

    mutating func speaker() {
        let width = vary(190, 250)
        let height = vary(310, 370)
        let (left, top) = (320 - width / 2, 510 - height)
        let cone = width * vary(30, 38) / 100
        shadow(width)
        rectangle(left + 16, 500, 36, 22, rounded: 6, .ink)
        rectangle(left + width - 52, 500, 36, 22, rounded: 6, .ink)
        rectangle(left, top, width, height, rounded: vary(10, 44), .print)
        rectangle(left + 14, top + 14, width - 28, height - 28, rounded: 12, .shade)
        circle(320, top + height * 2 / 3, cone, .ink)
        circle(320, top + height * 2 / 3, cone - 12, .metalDark)
        circle(320, top + height * 2 / 3, cone / 3, either(.accent, .cream, .mainLight))
        circle(320, top + height / 4, cone / 2, .ink)
        circle(320, top + height / 4, cone / 4, .metal)
        circle(left + width - 32, 490, 6, .accent)
    }

    mutating func radio() {
        let width = vary(320, 400)
        let height = vary(190, 250)
        let (left, top) = (320 - width / 2, 510 - height)
        shadow(width)
        stroke(
            "M\(left + width - 50) \(top)L\(left + width - vary(100, 190)) \(top - vary(90, 150))", .metalDark, width: 8
        )
        if happens(50) { stroke("M\(left + 50) \(top + 6)v-44h\(width - 100)v44", .woodDark, width: 18) }
        rectangle(left, top, width, height, rounded: vary(16, 60), .print)
        let grille = height / 2 - 26
        let x = left + grille + 34
        circle(x, top + height / 2, grille, .mainDark)
        for ring in 1...3 { circle(x, top + height / 2, grille - ring * 16, ring % 2 == 1 ? .cream : .mainDark) }
        rectangle(left + width / 2 + 10, top + 34, width / 2 - 46, 54, rounded: 8, .cream)
        rectangle(left + width / 2 + vary(30, 100), top + 34, 5, 54, .accent)
        for knob in 0..<2 {
            circle(left + width / 2 + 46 + knob * 76, top + height - 58, 26, .accentDark)
            rectangle(left + width / 2 + 43 + knob * 76, top + height - 80, 6, 20, .cream)
        }
    }

    mutating func camera() {
        let width = vary(320, 390)
        let height = vary(190, 240)
        let (left, top) = (320 - width / 2, 500 - height)
        let lens = height * vary(34, 42) / 100
        let middle = top + height / 2 + 8
        shadow(width)
        rectangle(left + 36, top - 22, 56, 34, rounded: 8, .metalDark)
        rectangle(left + width - vary(90, 120), top - 16, 60, 30, rounded: 8, .accent)
        if happens(60) { path("M240 \(top)l22 -50h116l22 50Z", .mainDark) }
        rectangle(left, top, width, height + 20, rounded: vary(14, 40), .metal)
        rectangle(left, top + 44, width, height - 62, .print)
        circle(320, middle, lens + 16, .metalDark)
        circle(320, middle, lens, .ink)
        circle(320, middle, lens - 18, .mainDark)
        circle(320, middle, lens / 2, .ink)
        circle(320 - lens / 3, middle - lens / 3, lens / 6, .gloss)
        rectangle(left + width - 78, top + 12, 48, 24, rounded: 5, .glass)
        circle(left + 40, top + 24, 9, .accent)
    }

    mutating func strap() {
        let wide = vary(26, 42)
        let low = vary(400, 470)
        stroke("M230 150C60 360 200 \(low + 90) 320 \(low)S560 330 410 150", .shade, width: wide)
        stroke("M226 138C56 348 196 \(low + 78) 320 \(low - 12)S556 318 406 138", .main, width: wide)
        stroke("M226 138C56 348 196 \(low + 78) 320 \(low - 12)S556 318 406 138", .mainLight, width: 5)
        for x in [226, 406] {
            rectangle(x - 28, 104, 56, 44, rounded: 8, .accentDark)
            circle(x, 92, 18, .metalDark)
        }
    }

    mutating func record() {
        let radius = vary(165, 190)
        let sleeve = radius * 2 + 6
        let top = 320 - sleeve / 2
        let out = vary(60, 120)
        circle(310 + out, 334, radius - 8, .shade)
        circle(300 + out, 320, radius - 8, .ink)
        for ring in 1...3 {
            stroke("M\(300 + out + ring * 34) 240A\(ring * 40) 80 0 0 1 \(300 + out + ring * 34) 400", .glass, width: 2)
        }
        rectangle(280 - sleeve / 2 - 10, top + 12, sleeve - 40, sleeve, .shade)
        rectangle(260 - sleeve / 2, top, sleeve - 40, sleeve, rounded: 4, .print)
        switch vary(1, 3) {
        case 1:
            circle(240, 330, vary(80, 120), .accent)
            circle(240 + vary(-30, 30), 330, vary(40, 60), .flame)
        case 2:
            path(
                "M\(266 - sleeve / 2) \(top + sleeve - 6)L230 \(vary(240, 330))L\(210 + sleeve / 2) \(top + sleeve - 6)Z",
                .accent)
            circle(290, 230, vary(26, 44), .cream)
        default:
            for bar in 0..<6 {
                let high = vary(60, 220)
                rectangle(110 + bar * 46, 480 - high, 28, high, .accent)
            }
        }
        rectangle(284 - sleeve / 2, top + 26, sleeve / 2, 22, rounded: 6, .cream)
    }
}
