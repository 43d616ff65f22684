extension Canvas {
    mutating func tent() {
        let width = vary(380, 460)
        let top = vary(170, 230)
        let peak = vary(280, 360)
        let (left, right) = (320 - width / 2, 320 + width / 2)
        shadow(width)
        if happens(50) {
            path("M\(left) 520L\(peak) \(top)L\(right) 520Z", .print)
            path("M\(peak) \(top)L\(right) 520H\(peak + 60)Z", .shade)
        } else {
            path("M\(left) 520Q\(left + 30) \(top - 30) \(peak) \(top)Q\(right - 20) \(top - 10) \(right) 520Z", .print)
            stroke("M\(peak - 60) \(top + 10)Q\(peak + 130) \(top + 50) \(right - 50) 516", .mainDark, width: 8)
        }
        let door = vary(50, 80)
        path("M\(peak - door) 520L\(peak) \(top + 90)L\(peak + door) 520Z", .ink)
        path("M\(peak - door) 520L\(peak) \(top + 90)L\(peak - 10) 520Z", .accent)
        stroke("M\(left + 10) 510l-34 14M\(right - 10) 510l34 14", .metalDark, width: 6)
        path("M\(peak) \(top)v-50l50 16l-50 18Z", .accent)
    }

    mutating func flask() {
        let width = vary(104, 140)
        let top = vary(200, 250)
        let left = 320 - width / 2
        shadow(width)
        rectangle(left, top, width, 520 - top, rounded: vary(20, 44), .print)
        let cap = vary(56, 96)
        let lid = width * vary(60, 86) / 100
        rectangle(320 - lid / 2, top - cap - 6, lid, cap, rounded: 14, .accentDark)
        rectangle(320 - lid / 2 - 4, top - 18, lid + 8, 26, rounded: 6, .metal)
        if happens(50) { stroke("M\(320 - lid / 4) \(top - cap)c0 -60 \(lid / 2) -60 \(lid / 2) 0", .ink, width: 11) }
        if happens(50) {
            rectangle(left, vary(380, 420), width, vary(20, 60), .accent)
        } else {
            path("M320 320l34 56h-68Z", .cream)
        }
        rectangle(left + 18, top + 34, 12, 190, rounded: 6, .gloss)
    }

    mutating func lantern() {
        let width = vary(140, 180)
        let top = vary(220, 260)
        let left = 320 - width / 2
        shadow(width + 30)
        stroke(
            "M\(left + 6) \(top)C\(left - 30) \(top - 140) \(350 + width / 2) \(top - 140) \(left + width - 6) \(top)",
            .metalDark,
            width: 11)
        circle(320, 370, vary(130, 160), .gloss)
        rectangle(left + 12, top + 20, width - 24, 240, rounded: vary(10, 60), .glass)
        path("M320 \(top + 90)q62 84 0 116q-62 -32 0 -116Z", .flame)
        path("M320 \(top + 140)q30 40 0 62q-30 -22 0 -62Z", .cream)
        path("M\(left) \(top + 26)L\(left + 34) \(top - 30)H\(left + width - 34)L\(left + width) \(top + 26)Z", .print)
        rectangle(left - 10, 460, width + 20, 60, rounded: 14, .print)
        for bar in [left + 8, left + width - 18] { rectangle(bar, top + 20, 10, 446 - top, .mainDark) }
        circle(left + width - 16, 490, 11, .accent)
    }

    mutating func torch() {
        let band = vary(34, 50)
        stroke("M160 330C160 170 480 170 480 330", .mainDark, width: band)
        stroke("M160 330C170 420 470 420 480 330", .main, width: band)
        path("M260 400L80 640H560L380 400Z", .gloss)
        rectangle(230, 320, 180, 130, rounded: 36, .print)
        circle(320, 386, vary(46, 56), .metalDark)
        circle(320, 386, 38, .flame)
        circle(320, 386, 18, .cream)
        rectangle(290, 306, 60, 22, rounded: 10, .accent)
    }

    mutating func stove() {
        let width = vary(180, 230)
        let left = 320 - width / 2
        shadow(width + 40)
        path("M320 210q70 60 40 130h-80q-30 -60 40 -130Z", .flame)
        path("M320 260q36 40 20 80h-40q-16 -36 20 -80Z", .clay)
        stroke("M\(left - 20) 330h\(width + 40)M\(left + 20) 316v30M\(left + width - 20) 316v30", .metalDark, width: 12)
        vessel(342, width - 30, width + 20, corner: 14, .print)
        for hole in 0..<4 { circle(left + 30 + hole * (width - 60) / 3, 480, 12, .ink) }
        rectangle(280, vary(376, 400), 80, 50, rounded: 12, .ink)
    }

    mutating func axe() {
        let long = vary(330, 390)
        turned(either(-38, -28, 30, 40)) { canvas in
            canvas.path("M306 \(330 - long / 2)q-14 \(long / 2) 4 \(long)h28q-6 -\(long / 2) -4 -\(long)Z", .wood)
            canvas.rectangle(306, 330 + long / 4, 34, long / 4, rounded: 10, .accent)
            let y = 330 - long / 2
            canvas.path("M288 \(y + 8)h62v64h-62q-50 4 -96 50q-24 -80 6 -160q40 42 90 46Z", .main)
            canvas.path("M192 \(y + 122)q-24 -80 6 -160l18 18q-20 60 -4 124Z", .metal)
        }
    }

    mutating func rolledMat() {
        let radius = vary(74, 100)
        let long = vary(250, 300)
        shadow(long + radius)
        rectangle(190, 510 - radius * 2, long, radius * 2, rounded: 20, .print)
        rectangle(190, 510 - radius / 2, long, radius / 2, .shade)
        circle(190, 510 - radius, radius, .mainDark)
        for ring in 1...3 {
            circle(190, 510 - radius, radius - ring * radius / 4, ring % 2 == 1 ? .mainLight : .mainDark)
        }
        for belt in [270, 150 + long] { rectangle(belt, 506 - radius * 2, 24, radius * 2 + 8, rounded: 6, .accent) }
        stroke(
            "M282 \(510 - radius * 2)C300 \(430 - radius * 2) \(140 + long) \(430 - radius * 2) \(162 + long) \(510 - radius * 2)",
            .accentDark, width: 13)
    }

    mutating func hammock() {
        let sag = vary(400, 460)
        for x in [90, 520] {
            rectangle(x, 120, 34, 420, rounded: 10, .woodDark)
            circle(x + 17, 130, vary(70, 90), .leaf)
        }
        stroke("M120 290L190 320M524 290L450 320", .cream, width: 7)
        path("M186 314Q320 \(sag) 454 314Q480 330 440 390Q320 \(sag + 120) 200 390Q160 330 186 314Z", .print)
        path("M186 314Q320 \(sag) 454 314Q320 \(sag + 50) 186 314Z", .mainDark)
    }

    mutating func fireSteel() {
        let long = vary(170, 220)
        stroke("M250 180C200 60 440 60 380 180", .accent, width: 11)
        for (place, tilt) in [(250, 14), (380, -14)] {
            turned(tilt + vary(-5, 5), place, 180) { canvas in
                canvas.rectangle(place - 12, 240, 24, long, rounded: 8, place == 250 ? .metalDark : .metal)
                canvas.rectangle(place - 30, 160, 60, 140, rounded: 26, place == 250 ? .print : .mainDark)
                canvas.circle(place, 190, 9, .cream)
            }
        }
        for spark in 0..<8 { turned(spark * 45 + vary(0, 20), 320, 500) { $0.path("M320 470l6 -40l6 40Z", .flame) } }
        circle(320, 500, 16, .flame)
    }
}
