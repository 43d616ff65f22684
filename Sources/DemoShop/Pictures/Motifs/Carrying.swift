extension Canvas {
    mutating func boots() {
        let shaft = vary(140, 260)
        let top = 470 - shaft
        let toe = vary(150, 190)
        let left = 300 - toe / 2
        shadow(toe + 130, centre: left + 140)
        for pair in [40, 0] {
            let x = left + pair
            let boot = "M\(x) \(top)h124v\(shaft - 80)q20 44 \(toe - 50) 54q46 16 40 60H\(x - 4)Z"
            path(boot, pair == 0 ? .print : .mainDark)
            rectangle(x - 10, 484, 170 + toe - 36, 34, rounded: 10, pair == 0 ? .accentDark : .ink)
            if pair == 0 {
                rectangle(x - 6, top - 6, 136, 28, rounded: 14, .mainDark)
                for lace in 0..<max(2, shaft / 60) {
                    stroke("M\(x + 76) \(top + 50 + lace * 38)l44 12", .cream, width: 8)
                }
                rectangle(x - 4, 452, 60, 32, .shade)
            }
        }
    }

    mutating func shoe() {
        let toe = vary(190, 230)
        let left = 150
        shadow(toe + 160)
        path("M\(left) 330q60 30 120 -14l\(toe / 2) 90q90 10 90 60q0 24 -20 24H\(left - 4)Z", .print)
        path("M\(left) 330q60 30 120 -14l10 20q-70 40 -132 16Z", .mainDark)
        path("M\(left + 150 + toe / 2) 406q90 10 90 60v14h-110q-20 -50 20 -74Z", .shade)
        rectangle(left - 14, 480, 220 + toe, vary(26, 42), rounded: 14, either(.cream, .accentDark))
        for lace in 0..<vary(2, 4) {
            stroke("M\(left + 136 + lace * 30) \(354 + lace * 24)l44 -16", .cream, width: 10)
        }
    }

    mutating func backpack() {
        let width = vary(210, 270)
        let height = vary(300, 350)
        let (left, top) = (320 - width / 2, 510 - height)
        shadow(width)
        stroke("M280 \(top + 6)c0 -70 80 -70 80 0", .accentDark, width: 18)
        rectangle(left - 28, 350, 50, 140, rounded: 22, .mainDark)
        rectangle(left + width - 22, 350, 50, 140, rounded: 22, .mainDark)
        rectangle(left, top, width, height + 8, rounded: vary(50, 100), .main)
        path(
            "M\(left) \(top + 130)V\(top + 90)Q\(left) \(top) \(left + 90) \(top)H\(left + width - 90)"
                + "Q\(left + width) \(top) \(left + width) \(top + 90)V\(top + 130)Q320 \(top + 170) \(left) \(top + 130)Z",
            .print)
        let pocket = vary(110, 140)
        rectangle(left + 24, 500 - pocket, width - 48, pocket, rounded: 24, .mainDark)
        rectangle(left + 40, 512 - pocket, width - 80, 9, rounded: 4, .mainLight)
        for x in [left + width / 4, left + width * 3 / 4 - 16] {
            rectangle(x, top + 90, 16, 120, rounded: 4, .accent)
            rectangle(x - 6, top + 180, 28, 24, rounded: 4, .metal)
        }
    }

    mutating func bag() {
        let width = vary(260, 350)
        let height = vary(180, 250)
        let (left, top) = (320 - width / 2, 510 - height)
        let drop = vary(100, 160)
        shadow(width)
        stroke(
            "M\(left + width / 4) \(top + 10)c0 \(-drop * 4 / 3) \(width / 2) \(-drop * 4 / 3) \(width / 2) 0",
            .accentDark,
            width: vary(14, 20))
        vessel(top, width, width + vary(-30, 30), corner: 30, .print)
        switch vary(1, 3) {
        case 1:
            path(
                "M\(left) \(top)h\(width)v\(height / 3)Q320 \(top + height * 3 / 4) \(left) \(top + height / 3)Z",
                .mainDark)
            rectangle(302, top + height / 2 - 16, 36, 44, rounded: 8, .accent)
        case 2:
            rectangle(left, top, width, 26, .mainDark)
            rectangle(left + width / 4 - 12, top, 24, 70, rounded: 4, .accentDark)
            rectangle(left + width * 3 / 4 - 12, top, 24, 70, rounded: 4, .accentDark)
        default:
            rectangle(left + 40, top + height / 2, width - 80, height / 2 - 30, rounded: 14, .mainDark)
            rectangle(left + 60, top + 30, width - 120, 10, rounded: 5, .cream)
        }
    }

    mutating func wallet() {
        let width = vary(260, 320)
        let height = vary(180, 210)
        let (left, top) = (320 - width / 2, 330 - height / 2)
        turned(vary(-16, 16)) { canvas in
            canvas.rectangle(left + 10, top + 14, width, height, rounded: 20, .shade)
            canvas.rectangle(left + 30, top - 44, width - 60, 90, rounded: 10, .accent)
            canvas.rectangle(left + 20, top - 22, width - 40, 90, rounded: 10, .cream)
            canvas.rectangle(left, top, width, height, rounded: 20, .print)
            canvas.path(
                "M\(left) \(top + 40)q\(width / 2) \(canvas.vary(30, 60)) \(width) 0v14q-\(width / 2) 50 -\(width) 0Z",
                .mainDark)
            canvas.circle(320, top + height - 50, 14, .accentDark)
        }
    }

    mutating func watch() {
        let radius = vary(92, 118)
        let band = vary(78, 100)
        let square = happens(25)
        turned(vary(-14, 14)) { canvas in
            canvas.path("M\(320 - band / 2) 320L\(330 - band / 2) 60h\(band - 20)L\(320 + band / 2) 320Z", .print)
            canvas.path("M\(320 - band / 2) 320L\(330 - band / 2) 580h\(band - 20)L\(320 + band / 2) 320Z", .print)
            for hole in 0..<4 { canvas.ellipse(320, 480 + hole * 24, 6, 7, .ink) }
            canvas.rectangle(314 - band / 2, 130, band + 12, 16, rounded: 6, .mainDark)
            canvas.rectangle(316 + radius, 306, 34, 28, rounded: 6, .metalDark)
            if square {
                canvas.rectangle(320 - radius, 320 - radius, radius * 2, radius * 2, rounded: 40, .metalDark)
                canvas.rectangle(330 - radius, 330 - radius, radius * 2 - 20, radius * 2 - 20, rounded: 34, .metal)
            } else {
                canvas.circle(320, 320, radius + 8, .metalDark)
                canvas.circle(320, 320, radius, .metal)
            }
            canvas.dial(320, 320, radius - 14)
        }
    }
}
