extension Canvas {
    mutating func pen() {
        let thick = vary(38, 56)
        let half = thick / 2
        let cap = vary(130, 180)
        turned(either(-50, -38, 40, 52, 135)) { canvas in
            canvas.rectangle(132, 334 - half, 400, thick, rounded: half, .shade)
            canvas.path("M470 \(320 - half + 6)L\(canvas.vary(552, 580)) 320L470 \(320 + half - 6)Z", .metal)
            canvas.stroke("M500 320h66", .metalDark, width: 4)
            canvas.rectangle(100, 320 - half, 380, thick, rounded: half, .print)
            canvas.rectangle(80, 316 - half, cap, thick + 8, rounded: half, .mainDark)
            canvas.rectangle(70 + cap, 314 - half, 16, thick + 12, rounded: 4, .accent)
            canvas.rectangle(96, 304 - half, cap - 30, 14, rounded: 7, .accent)
            canvas.rectangle(cap + 110, 328 - half, 200, 9, rounded: 4, .gloss)
        }
    }

    mutating func pencil() {
        let count = vary(2, 3)
        let tilt = either(-52, -40, 38, 50)
        for place in 0..<count {
            let y = 320 + (place * 2 - count + 1) * 45
            let start = vary(90, 150)
            turned(tilt + (place - 1) * vary(2, 6)) { canvas in
                canvas.rectangle(start + 8, y - 6, 380, 40, .shade)
                canvas.rectangle(start, y - 20, 370, 40, place == 1 ? .accent : .main)
                canvas.rectangle(start, y - 7, 370, 14, .gloss)
                canvas.rectangle(start - 6, y - 20, 30, 40, rounded: 8, .mainDark)
                canvas.path("M\(start + 370) \(y - 20)l70 20l-70 20Z", .paper)
                canvas.path("M\(start + 417) \(y - 7)l23 7l-23 7Z", .ink)
            }
        }
    }

    mutating func pencilPot() {
        let width = vary(170, 230)
        let top = vary(310, 360)
        shadow(width)
        for place in 0..<vary(3, 5) {
            let x = 320 - width / 2 + 34 + place * (width - 64) / 4
            turned(vary(-12, 12), x, top) { canvas in
                let high = top - canvas.vary(110, 190)
                canvas.rectangle(x - 12, high, 24, 260, canvas.either(.accent, .flame, .clay, .leaf))
                canvas.path("M\(x - 12) \(high)l12 -36l12 36Z", .paper)
                canvas.path("M\(x - 4) \(high - 24)l4 -12l4 12Z", .ink)
            }
        }
        vessel(top, width, width - vary(0, 30), corner: 16, .print)
        rectangle(320 - width / 2, top, width, 14, .mainDark)
        rectangle(344 - width / 2, top + 34, 12, 110, rounded: 6, .gloss)
    }

    mutating func scissors() {
        let open = vary(12, 24)
        let loop = vary(44, 58)
        turned(vary(-30, 30)) { canvas in
            for side in [-1, 1] {
                canvas.turned(side * open, 320, 330) { half in
                    half.path("M306 340L320 100L336 340Z", side == 1 ? .metal : .metalDark)
                    half.stroke("M320 330L\(320 + side * 14) 430", .main, width: 24)
                    half.stroke("M\(320 + side * 14) \(424)a\(loop) \(loop + 14) 0 1 1 -1 0Z", .main, width: 22)
                }
            }
            canvas.circle(320, 330, 14, .accent)
        }
    }

    mutating func ruler() {
        let height = vary(70, 96)
        let top = 320 - height / 2
        turned(either(-40, -30, 32, 45)) { canvas in
            canvas.rectangle(110, top + 14, 440, height, rounded: 8, .shade)
            canvas.rectangle(100, top, 440, height, rounded: 8, .main)
            for mark in 1..<22 {
                canvas.rectangle(100 + mark * 20, top, 4, mark % 5 == 0 ? height / 2 : height / 4, .ink)
            }
            canvas.circle(516, 330, 11, .paper)
            canvas.rectangle(120, top + height - 18, 360, 7, rounded: 3, .gloss)
        }
    }

    mutating func tray() {
        let width = vary(360, 420)
        let (left, top) = (320 - width / 2, 220)
        turned(vary(-24, 24)) { canvas in
            canvas.rectangle(left + 10, top + 16, width, 200, rounded: 28, .shade)
            canvas.rectangle(left, top, width, 200, rounded: 28, .print)
            for groove in 0..<3 {
                let y = top + 24 + groove * 56
                canvas.rectangle(left + 26, y, width - 52, 40, rounded: 20, .mainDark)
                let long = canvas.vary(130, 260)
                canvas.rectangle(
                    left + 44, y + 11, long, 18, rounded: 9, canvas.either(.accent, .flame, .cream, .metal))
            }
        }
    }
}
