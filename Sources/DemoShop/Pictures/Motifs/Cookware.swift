extension Canvas {
    mutating func knife() {
        let length = vary(230, 300)
        let breadth = vary(44, 100)
        let tip = vary(0, breadth)
        turned(either(-38, -30, 30, 142, 215)) { canvas in
            let left = 300 - length
            canvas.path(
                "M310 \(326 - breadth / 2)L\(left + 40) \(326 - breadth / 2)Q\(left) \(326 - breadth / 2 + tip / 2) "
                    + "\(left) \(326 + tip / 2)Q\(left + 60) \(336 + breadth / 2) 310 \(336 + breadth / 2)Z", .shade)
            canvas.path(
                "M300 \(310 - breadth / 2)L\(left + 40) \(310 - breadth / 2)Q\(left) \(310 - breadth / 2 + tip / 2) "
                    + "\(left - 6) \(310 + tip / 2)Q\(left + 60) \(320 + breadth / 2) 300 \(320 + breadth / 2)Z", .metal
            )
            canvas.path(
                "M300 \(304 + breadth / 2)L\(left + 70) \(300 + breadth / 2)Q\(left + 20) 330 \(left - 6) "
                    + "\(310 + tip / 2)Q\(left + 60) \(320 + breadth / 2) 300 \(320 + breadth / 2)Z", .gloss)
            canvas.rectangle(296, 306 - breadth / 2, 24, breadth + 16, rounded: 4, .metalDark)
            canvas.rectangle(318, 310 - breadth / 4, canvas.vary(160, 200), 34 + breadth / 5, rounded: 18, .print)
            for rivet in 0..<canvas.either(2, 3) { canvas.circle(352 + rivet * 48, 328 - breadth / 8, 7, .cream) }
        }
    }

    mutating func pan() {
        let radius = vary(125, 165)
        let depth = vary(16, 30)
        turned(either(-40, -25, 28, 42, 140)) { canvas in
            canvas.rectangle(250 + radius - 20, 302, 230, 36, rounded: 18, canvas.either(.woodDark, .mainDark, .ink))
            canvas.circle(250 + radius + 186, 320, 8, .paper)
            canvas.circle(258, 334, radius, .shade)
            canvas.circle(250, 320, radius, .main)
            canvas.circle(250, 320, radius - depth, .mainDark)
            canvas.circle(250, 320, radius - depth - 12, .print)
            if canvas.happens(55) {
                canvas.path("M190 300q30 -60 90 -34t40 70t-80 40t-50 -76Z", .cream)
                canvas.circle(258, 318, 28, .flame)
            } else {
                canvas.stroke("M\(290 - radius) 300q10 -60 70 -80", .gloss, width: 12)
            }
        }
    }

    mutating func pot() {
        let width = vary(240, 320)
        let height = vary(120, 220)
        let top = 520 - height
        shadow(width + 60)
        rectangle(296 - width / 2, top + 28, 48, 26, rounded: 13, .mainDark)
        rectangle(296 + width / 2, top + 28, 48, 26, rounded: 13, .mainDark)
        vessel(top, width, width - vary(0, 20), corner: vary(20, 60), .print)
        rectangle(308 - width / 2, top - 8, width + 24, 26, rounded: 13, .mainDark)
        path("M\(320 - width / 2) \(top - 6)q\(width / 2) \(-vary(60, 110)) \(width) 0Z", .mainLight)
        circle(320, top - vary(44, 58), vary(14, 20), .accentDark)
        rectangle(346 - width / 2, top + 40, 14, height / 2, rounded: 7, .gloss)
    }

    mutating func mixingBowl() {
        let width = vary(280, 360)
        let height = vary(140, 190)
        let top = 520 - height
        shadow(width * 3 / 4)
        if happens(60) {
            turned(vary(18, 34), 400, top) { canvas in
                canvas.rectangle(391, top - 190, 18, 250, rounded: 9, .wood)
                canvas.ellipse(400, top - 190, 26, 40, .woodDark)
            }
        }
        path(
            "M\(320 - width / 2) \(top)H\(320 + width / 2)Q\(310 + width / 2) 520 \(320 + width / 6) 520H\(320 - width / 6)"
                + "Q\(330 - width / 2) 520 \(320 - width / 2) \(top)Z", .print)
        rectangle(306 - width / 2, top - 12, width + 28, 26, rounded: 13, .mainDark)
        stroke("M\(356 - width / 2) \(top + 44)q10 50 40 76", .gloss, width: 13)
    }

    mutating func rollingPin() {
        let length = vary(150, 190)
        let thick = vary(56, 84)
        turned(either(-40, -28, 32, 44)) { canvas in
            canvas.rectangle(326 - length, 336 - thick / 2, length * 2, thick, rounded: thick / 3, .shade)
            canvas.rectangle(256 - length, 304, 128 + length * 2, 30, rounded: 15, .accent)
            canvas.rectangle(320 - length, 319 - thick / 2, length * 2, thick, rounded: thick / 4, .wood)
            canvas.rectangle(340 - length, 330 - thick / 2, length * 2 - 40, thick / 5, rounded: 6, .gloss)
        }
    }

    mutating func whisk() {
        turned(either(-35, 28, 40)) { canvas in
            canvas.rectangle(304, 330, 32, canvas.vary(190, 230), rounded: 16, .print)
            canvas.rectangle(300, 322, 40, 26, rounded: 8, .mainDark)
            let wide = canvas.vary(70, 110)
            for reach in [wide, wide * 2 / 3, wide / 3] {
                canvas.stroke("M314 326C\(300 - reach * 2) 60 \(340 + reach * 2) 60 326 326", .metalDark, width: 7)
            }
        }
    }

    mutating func jar() {
        let width = vary(180, 240)
        let height = vary(210, 310)
        let top = 520 - height
        shadow(width)
        rectangle(320 - width / 2, top, width, height, rounded: vary(24, 60), .glass)
        rectangle(330 - width / 2, top + height * vary(25, 45) / 100, width - 20, height / 2, rounded: 20, .print)
        rectangle(330 - width / 2, 460, width - 20, 50, rounded: 20, .main)
        label(320 - width / 4, 520 - height / 2 + 10, width / 2, 82)
        rectangle(332 - width / 2, top - 44, width - 24, 50, rounded: either(6, 20), either(.wood, .accent, .metal))
        rectangle(332 - width / 2, top - 8, width - 24, 14, .shade)
        rectangle(344 - width / 2, top + 40, 13, height / 2, rounded: 6, .gloss)
    }

    mutating func breadBin() {
        let width = vary(320, 380)
        let top = vary(300, 330)
        let left = 320 - width / 2
        shadow(width)
        path("M\(left + 40) \(top + 20)q20 -90 100 -80q90 -20 120 80Z", .woodDark)
        stroke("M\(left + 100) \(top - 40)l20 40m40 -48l20 40", .cream, width: 9)
        rectangle(left, top, width, 520 - top, rounded: 22, .print)
        rectangle(left - 8, top - 8, width + 16, vary(30, 44), rounded: 12, .mainDark)
        rectangle(280, top + 70, 80, 20, rounded: 10, .mainDark)
        rectangle(left + 20, top + 60, 13, 90, rounded: 6, .gloss)
    }
}
