extension Canvas {
    mutating func shirt() {
        let chest = vary(112, 132)
        let sleeve = vary(0, 150)
        let buttoned = happens(70)
        garment(chest: chest, sleeve: 60 + sleeve, hem: vary(470, 510))
        if buttoned {
            rectangle(310, 196, 20, 290, .shade)
            for button in 0..<5 { circle(320, 226 + button * 52, 7, .cream) }
            path("M262 150L320 204L290 236L244 172Z", .mainLight)
            path("M378 150L320 204L350 236L396 172Z", .mainLight)
            if happens(50) { rectangle(354, 270, 62, 70, rounded: 8, .mainDark) }
        } else {
            path("M268 148Q320 230 372 148L384 156Q320 256 256 156Z", .mainDark)
        }
    }

    mutating func sweater() {
        let hem = vary(450, 490)
        garment(chest: vary(122, 140), sleeve: vary(200, 240), hem: hem)
        rectangle(196, hem - 14, 248, 34, rounded: 10, .mainDark)
        switch vary(1, 3) {
        case 1:
            let y = vary(236, 260)
            for place in -2...2 {
                path("M\(320 + place * 38) \(y - 28)l17 28l-17 28l-17 -28Z", .accent)
            }
            stroke("M214 \(y - 46)H426M214 \(y + 46)H426", .cream, width: 7)
        case 2:
            for cable in [262, 320, 378] {
                stroke("M\(cable) 220q16 20 0 40t0 40t0 40t0 40t0 40", .mainLight, width: 11)
            }
        default:
            rectangle(202, vary(270, 330), 236, vary(30, 60), .accent)
        }
        rectangle(262, vary(112, 132), 116, 62, rounded: 20, .mainDark)
    }

    /// What all tops have in common: a body, two sleeves and shoulders.
    private mutating func garment(chest: Int, sleeve: Int, hem: Int) {
        let left = 320 - chest
        let cuff = 190 + sleeve
        let arm = "M262 148L\(left - 30) 180L\(left - 60 - sleeve / 5) \(cuff)l62 18L\(left + 30) 290Z"
        path(
            "M262 148Q320 196 378 148L\(350 + chest) 180L\(320 + chest) 300V\(hem)q0 14 -14 14H\(left + 14)q-14 0 -14 -14V300"
                + "L\(left - 30) 180Z", .print)
        path(arm, .main)
        path(arm, .shade)
        mirrored { canvas in
            canvas.path(arm, .main)
            canvas.path(arm, .shade)
        }
    }

    mutating func hat() {
        let crown = vary(100, 125)
        let high = vary(160, 210)
        let brim = vary(180, 235)
        shadow(brim * 2, at: 470)
        path(
            "M\(320 - crown) 440C\(320 - crown) \(450 - high) \(350 - crown) \(440 - high) 320 \(440 - high)"
                + "S\(320 + crown) \(450 - high) \(320 + crown) 440Z", .print)
        rectangle(320 - crown - 1, 388, crown * 2 + 2, vary(30, 46), .accent)
        ellipse(320, 446, brim, 26, .main)
        ellipse(320, 440, brim - 30, 12, .shade)
        path("M\(320 - crown) 388h\(crown * 2)V436q-\(crown) 20 -\(crown * 2) 0Z", .accent)
    }

    mutating func beanie() {
        let wide = vary(130, 160)
        let top = vary(180, 230)
        if happens(60) {
            for turn in 0..<8 { turned(turn * 45, 320, top - 10) { $0.ellipse(320, top - 38, 20, 30, .accent) } }
            circle(320, top - 10, 34, .accent)
        }
        path("M\(320 - wide) 440C\(320 - wide) \(top - 40) \(320 + wide) \(top - 40) \(320 + wide) 440Z", .print)
        let cuff = vary(76, 100)
        rectangle(306 - wide, 400, wide * 2 + 28, cuff, rounded: 24, .mainDark)
        for rib in 0..<9 {
            stroke("M\(326 - wide + rib * (wide * 2 - 12) / 8) 416v\(cuff - 32)", .main, width: 9)
        }
    }

    mutating func cap() {
        let wide = vary(140, 165)
        let high = vary(110, 150)
        shadow(wide * 2, at: 450)
        path("M\(330 + wide / 2) 400Q\(420 + wide) 400 \(400 + wide) 430Q\(340 + wide / 2) 446 \(280) 430Z", .mainDark)
        path(
            "M\(300 - wide) 420C\(300 - wide) \(400 - high * 2) \(320 + wide) \(400 - high * 2) \(320 + wide) 400"
                + "Q320 440 \(300 - wide) 420Z", .print)
        stroke("M320 \(416 - high * 7 / 5)Q\(330 + wide / 3) 320 \(320 + wide / 2) 408", .shade, width: 6)
        circle(314, 420 - high * 7 / 5, 12, .accent)
    }

    mutating func scarf() {
        let wide = vary(60, 86)
        let long = vary(440, 500)
        rectangle(330, 230, wide, long - 250, rounded: 6, .print)
        rectangle(330, 230, wide, long - 250, rounded: 6, .shade)
        turned(8, 300, 240) { canvas in
            canvas.rectangle(300 - wide, 230, wide + 6, long - 200, rounded: 6, .print)
            for thread in 0..<7 {
                canvas.stroke("M\(306 - wide + thread * wide / 7) \(long + 26)v36", .mainDark, width: 6)
            }
        }
        for thread in 0..<7 { stroke("M\(336 + thread * wide / 7) \(long - 24)v34", .mainDark, width: 6) }
        stroke("M230 200C200 300 440 300 410 200C390 130 250 130 230 200Z", .main, width: wide)
        stroke("M230 204C204 296 436 296 410 204", .shade, width: wide / 3)
    }
}
