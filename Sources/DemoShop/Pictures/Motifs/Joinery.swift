extension Canvas {
    mutating func chair() {
        let width = vary(170, 230)
        let (left, right) = (320 - width / 2, 320 + width / 2)
        let back = vary(110, 160)
        let splay = vary(6, 28)
        shadow(width + 40)
        stroke("M\(left + 14) 372L\(left - splay) 512M\(right - 14) 372L\(right + splay) 512", .mainDark, width: 18)
        stroke("M\(left + 50) 372V496M\(right - 50) 372V496", .shade, width: 16)
        switch vary(1, 3) {
        case 1:
            for bar in 0..<5 {
                let x = left + 20 + bar * (width - 40) / 4
                stroke("M\(x) \(back + 30)V360", .main, width: 11)
            }
            rectangle(left - 6, back, width + 12, 46, rounded: 22, .main)
        case 2:
            rectangle(left, back, 20, 250, rounded: 10, .main)
            rectangle(right - 20, back, 20, 250, rounded: 10, .main)
            for bar in 0..<3 { rectangle(left + 10, back + 24 + bar * 58, width - 20, 30, rounded: 12, .print) }
        default:
            rectangle(left, back, width, 230, rounded: vary(30, 90), .print)
            rectangle(left + 24, back + 26, width - 48, 160, rounded: 40, .gloss)
        }
        path(
            "M\(left - 4) 350H\(right + 4)l10 30q0 12 -14 12H\(left)q-14 0 -14 -12Z", either(.accent, .mainDark, .wood))
    }

    mutating func stool() {
        let width = vary(180, 260)
        let top = vary(220, 330)
        let splay = vary(10, 40)
        let (left, right) = (320 - width / 2, 320 + width / 2)
        shadow(width + 30)
        stroke("M320 \(top)V506", .mainDark, width: 18)
        stroke(
            "M\(left + 40) \(top)L\(left - splay + 20) 512M\(right - 40) \(top)L\(right + splay - 20) 512", .main,
            width: 20)
        let bar = top + (512 - top) * 3 / 5
        stroke("M\(left + 24) \(bar)H\(right - 24)", .mainDark, width: 14)
        rectangle(left, top - 24, width, 44, rounded: vary(10, 22), .print)
        rectangle(left + 14, top + 6, width - 28, 14, rounded: 7, .shade)
    }

    mutating func bench() {
        let width = vary(360, 420)
        let left = 320 - width / 2
        shadow(width)
        for x in [left + 24, left + width - 46] { rectangle(x, 360, 24, 160, rounded: 6, .mainDark) }
        rectangle(left + 40, 440, width - 80, 18, rounded: 6, .mainDark)
        rectangle(left, 336, width, 36, rounded: 10, .wood)
        if happens(60) { rectangle(left + 14, 300, width - 28, 44, rounded: 20, .print) }
        if happens(50) { rectangle(left + 60, 396, 96, 46, rounded: 14, .accent) }
    }

    mutating func table() {
        let width = vary(300, 430)
        let top = vary(270, 350)
        let (left, right) = (320 - width / 2, 320 + width / 2)
        let splay = vary(-30, 14)
        shadow(width)
        stroke(
            "M\(left + 34) \(top)L\(left + 20 - splay) 512M\(right - 34) \(top)L\(right - 20 + splay) 512", .mainDark,
            width: 22)
        if happens(60) {
            rectangle(left + 30, top + 20, width - 60, 62, rounded: 8, .mainDark)
            rectangle(left + 40, top + 28, width - 80, 46, rounded: 6, .main)
            circle(320, top + 50, 8, .accent)
        }
        rectangle(left, top - 16, width, 38, rounded: vary(6, 18), .print)
        let place = left + vary(60, 120)
        if happens(50) {
            vessel(top - 80, 52, to: top - 16, 44, corner: 10, centre: place, .accent)
            sprig(place, top - 80, 90)
        } else {
            rectangle(place - 20, top - 34, 110, 18, rounded: 4, .accent)
            rectangle(place - 8, top - 50, 90, 16, rounded: 4, .cream)
        }
    }

    mutating func bookcase() {
        let width = vary(230, 330)
        let top = vary(110, 190)
        let rows = vary(2, 4)
        let left = 320 - width / 2
        shadow(width)
        rectangle(left, top, width, 410, rounded: 8, .main)
        let step = 380 / rows
        for row in 0..<rows {
            let y = top + 18 + row * step
            let height = step - 16
            rectangle(left + 16, y, width - 32, height, rounded: 4, .mainDark)
            var x = left + 24 + vary(0, 40)
            while x < left + width - 62 && x < left + width * 3 / 4 {
                let thick = vary(18, 32)
                let tall = height * vary(50, 85) / 100
                rectangle(x, y + height - tall, thick, tall, rounded: 3, either(.accent, .cream, .clay, .leaf, .metal))
                x += thick + 4
            }
        }
    }

    mutating func sideboard() {
        let width = vary(330, 420)
        let top = vary(300, 350)
        let left = 320 - width / 2
        shadow(width)
        stroke("M\(left + 40) 480L\(left + 26) 514M\(left + width - 40) 480l14 34", .woodDark, width: 18)
        rectangle(left, top, width, 490 - top, rounded: 10, .print)
        let doors = vary(2, 4)
        let each = (width - 16) / doors
        for door in 0..<doors {
            rectangle(left + 12 + door * each, top + 16, each - 8, 458 - top, rounded: 6, .mainLight)
            circle(left + each + door * each - 10, (top + 490) / 2, 7, .accentDark)
        }
        vessel(top - vary(60, 90), 60, to: top, 48, corner: 16, centre: left + 80, .accent)
        rectangle(left + width - 150, top - 18, 110, 18, rounded: 4, .cream)
    }

    mutating func wallShelf() {
        let width = vary(320, 420)
        let left = 320 - width / 2
        for board in 0..<vary(1, 2) {
            let y = 400 - board * 170
            rectangle(left + 12, y + 14, width, 24, .shade)
            stroke("M\(left + 50) \(y + 20)v50M\(left + width - 50) \(y + 20)v50", .mainDark, width: 12)
            rectangle(left, y, width, 24, rounded: 5, .print)
            let x = left + vary(50, 110)
            vessel(y - 60, 70, to: y, 54, corner: 12, centre: x, .accent)
            if board == 0 { sprig(x, y - 60, 84) }
            for book in 0..<vary(2, 5) {
                let tall = vary(70, 110)
                rectangle(
                    left + width / 2 + book * 27, y - tall, 24, tall, rounded: 3,
                    either(.clay, .cream, .accentDark, .leaf))
            }
        }
    }
}
