extension Canvas {
    mutating func guitar() {
        fretted(body: vary(104, 122), waist: vary(58, 70), neck: vary(215, 240), strings: 6)
    }

    mutating func ukulele() {
        fretted(body: vary(80, 94), waist: vary(46, 56), neck: vary(150, 175), strings: 4)
    }

    private mutating func fretted(body: Int, waist: Int, neck: Int, strings: Int) {
        let upper = body * vary(70, 82) / 100
        let low = 330 + body
        turned(either(-34, -22, 20, 32)) { canvas in
            let outline =
                "M320 \(low + body / 2)C\(320 - body * 3 / 2) \(low + body / 2) \(330 - body * 3 / 2) \(low - body) "
                + "\(320 - waist) \(low - body)C\(320 - upper * 3 / 2) \(low - body - 40) \(320 - upper) "
                + "\(low - body - upper * 3 / 2) 320 \(low - body - upper * 3 / 2)C\(320 + upper) \(low - body - upper * 3 / 2) "
                + "\(320 + upper * 3 / 2) \(low - body - 40) \(320 + waist) \(low - body)C\(310 + body * 3 / 2) \(low - body) "
                + "\(320 + body * 3 / 2) \(low + body / 2) 320 \(low + body / 2)Z"
            canvas.path(outline, .main)
            canvas.stroke(outline, .mainDark, width: 9)
            canvas.circle(320, low - body + 6, waist * 3 / 5 + 8, .accent)
            canvas.circle(320, low - body + 6, waist * 3 / 5, .ink)
            let head = low - body - neck - 30
            canvas.rectangle(302, head, 36, neck + 6, .woodDark)
            canvas.path("M294 \(head - 74)h52l-8 78h-36Z", .mainDark)
            for peg in 0..<(strings / 2) {
                canvas.circle(286, head - 58 + peg * 24, 8, .metal)
                canvas.circle(354, head - 58 + peg * 24, 8, .metal)
            }
            for fret in 1...5 { canvas.rectangle(302, head + fret * neck / 7, 36, 4, .metal) }
            canvas.rectangle(320 - waist * 2 / 3, low - 14, waist * 4 / 3, 18, rounded: 6, .woodDark)
            let gap = 24 / (strings - 1)
            for string in 0..<strings {
                let x = 320 - gap * (strings - 1) / 2 + string * gap
                canvas.stroke("M\(x) \(head)V\(low - 8)", .cream, width: 2)
            }
        }
    }

    mutating func drum() {
        let across = vary(130, 175)
        let height = vary(120, 240)
        let top = 500 - height
        let narrow = vary(0, 40)
        shadow(across * 2)
        path(
            "M\(320 - across) \(top)L\(320 - across + narrow) 486Q320 \(540) \(320 + across - narrow) 486L\(320 + across) \(top)Z",
            .print)
        let laces = vary(4, 6)
        for lace in 0..<laces {
            let x = 320 - across + 16 + lace * (across * 2 - 32) / laces
            let step = (across * 2 - 32) / laces
            stroke("M\(x) \(top + 30)L\(x + step / 2) 480L\(x + step) \(top + 30)", .cream, width: 5)
        }
        path("M\(312 - across) \(top)v24Q320 \(top + 90) \(328 + across) \(top + 24)v-24Z", .accentDark)
        ellipse(320, top, across + 8, 42, .accent)
        ellipse(320, top - 2, across - 6, 34, .cream)
        if happens(60) {
            for side in [-1, 1] {
                turned(side * vary(50, 66), 320, top - 60) { canvas in
                    canvas.rectangle(313, top - 230, 14, 210, rounded: 7, .woodDark)
                    canvas.ellipse(320, top - 24, 13, 18, .wood)
                }
            }
        }
    }

    mutating func woodBox() {
        let width = vary(210, 250)
        let left = 300 - width / 2
        shadow(width + 40)
        path("M\(left + width) 190l54 -30v330l-54 30Z", .mainDark)
        path("M\(left) 190l54 -30h\(width)l-54 30Z", .mainLight)
        rectangle(left, 190, width, 330, .print)
        rectangle(left + 14, 204, width - 28, 302, rounded: 6, .shade)
        circle(left + width / 2, vary(320, 390), vary(34, 48), .ink)
        for corner in [204, 500] {
            circle(left + 8, corner, 5, .metal)
            circle(left + width - 8, corner, 5, .metal)
        }
    }

    mutating func glockenspiel() {
        let bars = vary(6, 9)
        turned(vary(-16, 16)) { canvas in
            canvas.path("M120 210L520 250V390L120 430Z", .woodDark)
            for bar in 0..<bars {
                let high = 270 - bar * 130 / bars
                let x = 132 + bar * 376 / bars
                let paint: Paint = [.main, .accent, .flame, .leaf, .clay, .metal][bar % 6]
                canvas.rectangle(x, 320 - high / 2, 340 / bars, high, rounded: 8, paint)
                canvas.circle(x + 170 / bars, 340 - high / 2, 5, .ink)
            }
            canvas.turned(canvas.vary(20, 50)) { stick in
                stick.rectangle(312, 330, 14, 200, rounded: 7, .wood)
                stick.circle(319, 324, 24, .accentDark)
            }
        }
    }
}
