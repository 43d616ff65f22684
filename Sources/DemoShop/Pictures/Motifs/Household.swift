extension Canvas {
    mutating func lamp() {
        let upper = vary(50, 110)
        let lower = vary(210, 290)
        let height = vary(130, 180)
        let foot = vary(110, 170)
        let top = vary(110, 150)
        shadow(foot)
        path(
            "M\(320 - lower / 2) \(top + height)H\(320 + lower / 2)L\(420 + lower / 2) 520H\(220 - lower / 2)Z", .gloss)
        rectangle(310, top + height, 20, 510 - top - height, .woodDark)
        if happens(50) { circle(320, 420, vary(30, 50), .accent) }
        rectangle(320 - foot / 2, 500, foot, 22, rounded: 11, .woodDark)
        path(
            "M\(320 - upper) \(top)H\(320 + upper)L\(320 + lower / 2) \(top + height)H\(320 - lower / 2)Z", .print)
        rectangle(320 - lower / 2, top + height - 10, lower, 14, rounded: 7, .mainDark)
    }

    mutating func pendant() {
        let across = vary(110, 160)
        let top = vary(200, 260)
        let height = vary(90, 150)
        rectangle(316, 0, 8, top, .ink)
        path("M\(330 - across) \(top + height)H\(310 + across)L\(380 + across) 640H\(260 - across)Z", .gloss)
        circle(320, top + height, across / 3, .flame)
        path(
            "M\(320 - across) \(top + height)C\(320 - across) \(top + 20) 280 \(top) 300 \(top - 30)H340"
                + "C360 \(top) \(320 + across) \(top + 20) \(320 + across) \(top + height)Z", .print)
        rectangle(296, top - 56, 48, 40, rounded: 8, .accentDark)
        stroke("M\(356 - across) \(top + height - 30)q10 -44 50 -60", .gloss, width: 12)
    }

    mutating func deskLamp() {
        let elbow = vary(190, 250)
        let high = vary(230, 290)
        let foot = vary(140, 190)
        shadow(foot, centre: 270)
        stroke("M270 500L\(elbow) \(high)L380 190", .metalDark, width: 18)
        circle(elbow, high, 20, .accent)
        rectangle(270 - foot / 2, 494, foot, 28, rounded: 14, .mainDark)
        turned(vary(-8, 22), 390, 190) { canvas in
            canvas.path("M340 250L560 350L470 520H290Z", .gloss)
            canvas.circle(420, 262, 30, .flame)
            canvas.path("M356 150h60c50 20 84 70 92 130L320 286c-6 -60 6 -110 36 -136Z", .print)
            canvas.rectangle(360, 124, 52, 36, rounded: 10, .mainDark)
        }
    }

    mutating func clock() {
        let radius = vary(150, 195)
        ellipse(328, 340, radius, radius, .shade)
        if happens(55) {
            circle(320, 320, radius, .print)
        } else {
            rectangle(320 - radius, 320 - radius, radius * 2, radius * 2, rounded: vary(40, 110), .print)
        }
        dial(320, 320, radius - vary(22, 40))
    }

    /// A white face with lines for the hours and hands at some time of the day.
    mutating func dial(_ x: Int, _ y: Int, _ radius: Int) {
        circle(x, y, radius, .cream)
        for hour in 0..<12 where hour % 3 == 0 || radius > 80 {
            let long = hour % 3 == 0 ? radius / 6 : radius / 11
            turned(hour * 30, x, y) { $0.rectangle(x - 3, y - radius + 10, 7, long, .ink) }
        }
        turned(vary(0, 359), x, y) { $0.rectangle(x - 6, y - radius / 2, 12, radius / 2 + 10, rounded: 6, .ink) }
        turned(vary(0, 59) * 6, x, y) {
            $0.rectangle(x - 4, y - radius * 3 / 4, 8, radius * 3 / 4 + 14, rounded: 4, .ink)
        }
        turned(vary(0, 59) * 6, x, y) { $0.rectangle(x - 2, y - radius * 4 / 5, 4, radius, .accent) }
        circle(x, y, max(6, radius / 14), .accent)
    }

    mutating func alarmClock() {
        let radius = vary(130, 160)
        shadow(radius * 2)
        turned(-35) { $0.rectangle(310, 330 + radius, 22, 70, rounded: 11, .mainDark) }
        turned(35) { $0.rectangle(310, 330 + radius, 22, 70, rounded: 11, .mainDark) }
        for side in [-32, 32] {
            turned(side) { $0.path("M262 \(334 - radius)a58 58 0 0 1 116 0Z", .accent) }
        }
        rectangle(310, 270 - radius, 20, 60, rounded: 10, .mainDark)
        circle(320, 340, radius, .print)
        dial(320, 340, radius - vary(18, 28))
    }

    mutating func mantelClock() {
        let width = vary(230, 300)
        let top = vary(150, 200)
        shadow(width + 40)
        path(
            "M\(320 - width / 2) 500V\(top + width / 3)Q320 \(top - 70) \(320 + width / 2) \(top + width / 3)V500Z",
            .print)
        rectangle(300 - width / 2, 490, width + 40, 32, rounded: 8, .mainDark)
        circle(320, 340, width * 2 / 5, .accent)
        dial(320, 340, width * 2 / 5 - 14)
    }

    mutating func rug() {
        let width = vary(250, 400)
        let height = vary(380, 440)
        let (left, top) = (320 - width / 2, 320 - height / 2)
        rectangle(left + 10, top + 14, width, height, .shade)
        for thread in 0...(width / 16) {
            let x = left + 3 + thread * (width - 6) / (width / 16)
            stroke("M\(x) \(top - 14)V\(top + height + 14)", .cream, width: 4)
        }
        rectangle(left, top, width, height, .print)
        let border = vary(24, 44)
        rectangle(left + border, top + border, width - border * 2, height - border * 2, .accent)
        rectangle(left + border + 14, top + border + 14, width - border * 2 - 28, height - border * 2 - 28, .main)
        let reach = width / 2 - border - 30
        for row in 0..<3 {
            let y = 320 + (row - 1) * height / 4
            path("M\(320 - reach) \(y)L320 \(y - height / 9)L\(320 + reach) \(y)L320 \(y + height / 9)Z", .accentDark)
            path(
                "M\(320 - reach / 2) \(y)L320 \(y - height / 18)L\(320 + reach / 2) \(y)L320 \(y + height / 18)Z",
                .cream)
        }
    }

    mutating func blanket() {
        let width = vary(270, 340)
        shadow(width)
        for fold in 0..<3 {
            let y = 430 - fold * 84
            rectangle(320 - width / 2 + fold * 6, y, width - fold * 12, 92, rounded: 40, .print)
            rectangle(330 - width / 2 + fold * 6, y + 66, width - 20 - fold * 12, 26, rounded: 13, .shade)
        }
        let over = vary(100, 150)
        rectangle(320 - over / 2, 250, over, 200, .print)
        rectangle(320 - over / 2, 250, over, 200, .shade)
        for thread in 0..<8 { stroke("M\(328 - over / 2 + thread * (over - 16) / 7) 446v34", .mainLight, width: 6) }
    }

    mutating func cushion() {
        let bulge = vary(20, 44)
        let (near, far) = (vary(150, 175), 40)
        shadow(near * 2, at: 500)
        path(
            "M\(320 - near) \(330 - near)Q320 \(330 - near + bulge) \(320 + near) \(330 - near)"
                + "Q\(320 + near - bulge) 330 \(320 + near) \(330 + near)Q320 \(330 + near - bulge) \(320 - near) \(330 + near)"
                + "Q\(320 - near + bulge) 330 \(320 - near) \(330 - near)Z", .print)
        circle(320, 330, vary(14, 24), .accentDark)
        stroke("M\(320 - far) 290q-30 -30 -60 -40", .shade, width: 8)
        stroke("M\(320 + far) 370q30 30 60 40", .shade, width: 8)
    }

    mutating func candle() {
        for place in 0..<vary(1, 3) {
            let x = 320 + (place == 0 ? 0 : place == 1 ? 130 : -125)
            let width = vary(60, 120)
            let top = vary(240, 400)
            shadow(width, centre: x)
            circle(x, top - 52, 74, .gloss)
            rectangle(x - 3, top - 34, 6, 40, .ink)
            path("M\(x) \(top - 100)q44 54 0 72q-44 -18 0 -72Z", .flame)
            rectangle(x - width / 2, top, width, 520 - top, rounded: 12, .print)
            ellipse(x, top + 4, width / 2, 10, .mainLight)
            rectangle(x - width / 2 + 12, top + 30, 10, (500 - top) / 2, rounded: 5, .gloss)
        }
    }
}
