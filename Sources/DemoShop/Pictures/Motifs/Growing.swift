extension Canvas {
    mutating func plant() {
        let leaves = vary(5, 9)
        let long = vary(190, 240)
        let plump = vary(30, 60)
        for leaf in 0..<leaves {
            let lean = -66 + leaf * 132 / (leaves - 1) + vary(-5, 5)
            let size = long - abs(lean) / 2
            turned(lean, 320, 380) { canvas in
                canvas.stroke("M320 380V\(390 - size)", .leafDark, width: 7)
                canvas.path(
                    "M320 \(370 - size / 3)C\(320 - plump * 2) \(360 - size / 2) \(330 - plump) \(360 - size) 320 \(350 - size)"
                        + "C\(310 + plump) \(360 - size) \(320 + plump * 2) \(360 - size / 2) 320 \(370 - size / 3)Z",
                    leaf % 2 == 0 ? .leaf : .leafDark)
                canvas.stroke("M320 \(366 - size / 3)V\(374 - size)", .gloss, width: 4)
            }
        }
        flowerPotBody()
    }

    mutating func tallPlant() {
        let blades = vary(5, 8)
        for blade in 0..<blades {
            let x = 250 + blade * 140 / (blades - 1)
            let lean = (x - 320) / 2 + vary(-8, 8)
            let top = vary(90, 190)
            let outline =
                "M\(x - 20) 400Q\(x + lean / 2 - 34) 260 \(x + lean) \(top)Q\(x + lean / 2 + 34) 260 \(x + 20) 400Z"
            path(outline, blade % 2 == 0 ? .leaf : .leafDark)
            stroke("M\(x) 390Q\(x + lean / 2) 260 \(x + lean) \(top + 30)", .gloss, width: 5)
        }
        flowerPotBody()
    }

    mutating func cactus() {
        let wide = vary(56, 80)
        let top = vary(150, 210)
        if happens(60) {
            stroke("M320 340h\(wide + 50)v-\(vary(60, 110))", .leaf, width: 46)
        }
        if happens(60) {
            stroke("M320 310h-\(wide + 46)v-\(vary(50, 90))", .leaf, width: 42)
        }
        rectangle(320 - wide, top, wide * 2, 260, rounded: wide, .leaf)
        for rib in [-1, 0, 1] { stroke("M\(320 + rib * wide / 2) \(top + 40)V380", .leafDark, width: 7) }
        for turn in 0..<5 { turned(turn * 72, 320, top) { $0.ellipse(320, top - 20, 12, 20, .accent) } }
        circle(320, top, 12, .flame)
        flowerPotBody()
    }

    mutating func trailingPlant() {
        stroke("M200 330L320 60L440 330", .wood, width: 6)
        for vine in 0..<vary(6, 8) {
            let x = 206 + vine * 32
            let low = vary(430, 580)
            stroke("M\(x) 340V\(low)", .leafDark, width: 4)
            for pearl in 0..<((low - 400) / 28 + 1) { circle(x + (pearl % 2) * 12 - 6, low - pearl * 28, 12, .leaf) }
        }
        ellipse(320, 316, 130, 34, .leafDark)
        path("M186 316h268q-10 114 -134 114t-134 -114Z", .print)
        rectangle(180, 306, 280, 24, rounded: 10, .mainDark)
    }

    /// A pot with a rim; what grows in it is drawn before.
    mutating func flowerPotBody() {
        let width = vary(170, 220)
        shadow(width)
        vessel(386, width, width - vary(30, 60), corner: 20, .print)
        rectangle(308 - width / 2, 366, width + 24, 40, rounded: 10, .mainDark)
        rectangle(340 - width / 2, 420, 12, 70, rounded: 6, .gloss)
    }

    mutating func flowerPots() {
        for place in 0..<vary(2, 3) {
            let width = vary(120, 190) - place * 14
            let x = [300, 440, 180][place]
            let top = vary(340, 400)
            shadow(width, centre: x)
            vessel(top, width, width * 7 / 10, corner: 14, centre: x, place == 0 ? .print : .clay)
            rectangle(x - width / 2 - 10, top - 20, width + 20, 40, rounded: 8, place == 1 ? .woodDark : .mainDark)
            if place != 1 && happens(60) { sprig(x, top - 20, vary(90, 130)) }
        }
    }

    mutating func wateringCan() {
        let width = vary(190, 240)
        let height = vary(170, 220)
        let (left, top) = (340 - width / 2, 520 - height)
        let reach = vary(110, 150)
        shadow(width + 60)
        path("M\(left + 10) 480L\(left - reach) \(top - 20)l20 -16L\(left + 10) \(top + 90)Z", .mainDark)
        turned(-36, left - reach + 8, top - 30) { $0.ellipse(left - reach + 8, top - 34, 42, 13, .accent) }
        stroke(
            "M\(left + width - 10) \(top + 30)c\(vary(70, 110)) 0 90 \(height - 40) 0 \(height - 60)", .accentDark,
            width: 18)
        stroke("M\(left + 30) \(top + 6)c10 -90 \(width - 60) -90 \(width - 60) 0", .accentDark, width: 18)
        vessel(top, width - vary(0, 40), width, corner: 14, centre: 340, .print)
        ellipse(340, top + 2, width / 2 - 20, 13, .mainDark)
        rectangle(left - 2, top + height * 2 / 3, width + 4, 13, .mainDark)
    }

    mutating func spade() {
        let wide = vary(52, 84)
        let long = vary(150, 190)
        turned(vary(-36, 36)) { canvas in
            canvas.rectangle(307, 120, 26, 250, rounded: 10, .wood)
            if canvas.happens(50) {
                canvas.stroke("M278 96h84v10L320 150L278 106Z", .print, width: 20)
            } else {
                canvas.rectangle(298, 84, 44, 120, rounded: 22, .print)
            }
            canvas.rectangle(300, 330, 40, 60, rounded: 10, .metalDark)
            canvas.path(
                "M\(320 - wide) 372h\(wide * 2)v\(long / 2)q0 \(long / 2) -\(wide) \(long / 2 + 20)q-\(wide) -20 -\(wide) -\(long / 2 + 20)Z",
                .metal)
            canvas.stroke("M320 400v\(long / 2)", .metalDark, width: 6)
        }
    }

    mutating func secateurs() {
        let open = vary(10, 18)
        turned(vary(10, 60)) { canvas in
            for side in [-1, 1] {
                canvas.turned(side * open, 320, 280) { half in
                    half.stroke(
                        "M\(320 - side * 10) 290Q\(320 + side * 70) 400 \(320 + side * 30) 520", .print, width: 38)
                    half.path(
                        "M320 300q\(-side * 60) -80 \(-side * 4) -190q\(side * 44) 90 24 190Z",
                        side == 1 ? .metal : .metalDark)
                }
            }
            canvas.circle(320, 284, 22, .ink)
            canvas.circle(320, 284, 9, .metal)
        }
    }

    mutating func seedPacket() {
        let width = vary(210, 250)
        let height = vary(300, 340)
        let (left, top) = (320 - width / 2, 320 - height / 2)
        turned(vary(-14, 14)) { canvas in
            canvas.rectangle(left + 12, top + 16, width, height, rounded: 6, .shade)
            canvas.rectangle(left, top, width, height, rounded: 6, .paper)
            canvas.rectangle(left, top, width, 54, rounded: 6, .print)
            canvas.rectangle(left + 40, top + 72, width - 80, 18, rounded: 6, .mainDark)
            let ground = top + height - 50
            canvas.rectangle(left, ground, width, 50, rounded: 6, .woodDark)
            canvas.stroke("M320 \(ground)V\(ground - 120)", .leafDark, width: 8)
            canvas.path("M320 \(ground - 24)q20 -50 74 -44q-10 50 -74 44Z", .leaf)
            canvas.path("M320 \(ground - 44)q-20 -50 -74 -44q10 50 74 44Z", .leaf)
            let (petals, reach) = (canvas.vary(5, 9), canvas.vary(26, 38))
            for petal in 0..<petals {
                canvas.turned(petal * 360 / petals, 320, ground - 130) {
                    $0.ellipse(320, ground - 130 - reach, 14, reach - 6, .accent)
                }
            }
            canvas.circle(320, ground - 130, canvas.vary(14, 24), .flame)
        }
    }
}
