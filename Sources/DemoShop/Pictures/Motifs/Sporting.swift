extension Canvas {
    mutating func bicycle() {
        let wheel = vary(96, 112)
        let gap = vary(124, 138)
        let (rear, front, axle) = (320 - gap, 320 + gap, 510 - wheel)
        let saddle = vary(210, 250)
        let step = vary(0, 60)
        shadow(gap * 2 + wheel)
        for x in [rear, front] {
            stroke("M\(x - wheel) \(axle)a\(wheel) \(wheel) 0 1 1 0 1Z", .ink, width: vary(9, 15))
            stroke("M\(x - wheel) \(axle)H\(x + wheel)M\(x) \(axle - wheel)V\(axle + wheel)", .metal, width: 3)
        }
        let crank = 306
        stroke(
            "M\(rear) \(axle)L\(crank) \(axle + 6)L\(front - 34) \(saddle + 40 + step)L264 \(saddle + 50)Z", .main,
            width: 14)
        stroke("M\(rear) \(axle)L266 \(saddle + 60)M\(crank) \(axle + 6)L256 \(saddle)", .main, width: 14)
        stroke("M\(front) \(axle)L\(front - 44) \(saddle - 14)", .mainDark, width: 14)
        path("M216 \(saddle - 16)q50 -16 86 4q-10 16 -46 14q-34 0 -40 -18Z", .accentDark)
        if happens(50) {
            stroke("M\(front - 46) \(saddle - 20)h44q26 4 20 34", .accentDark, width: 12)
        } else {
            stroke("M\(front - 90) \(saddle - 40)q40 26 46 22t40 -24", .accentDark, width: 12)
        }
        circle(crank, axle + 6, 24, .metalDark)
        stroke("M\(crank) \(axle + 6)l26 36h22", .ink, width: 8)
        if happens(40) { rectangle(front - 20, saddle + 2, 90, 62, rounded: 12, .wood) }
        if happens(40) { rectangle(rear - 40, axle - wheel - 26, 110, 12, rounded: 6, .metalDark) }
    }

    mutating func ball() {
        let radius = vary(135, 175)
        let y = 510 - radius
        shadow(radius * 2)
        circle(320, y, radius, .main)
        turned(vary(0, 71), 320, y) { canvas in
            switch canvas.vary(1, 3) {
            case 1:
                let inner = radius * 2 / 5
                for seam in 0..<5 {
                    canvas.turned(seam * 72, 320, y) { half in
                        half.path("M320 \(y)l-\(inner * 3 / 5) -\(inner * 4 / 5)h\(inner * 6 / 5)Z", .accentDark)
                        half.stroke("M320 \(y - inner * 4 / 5)V\(y - radius + 12)", .mainDark, width: 6)
                    }
                }
            case 2:
                canvas.stroke(
                    "M320 \(y - radius + 5)V\(y + radius - 5)M\(325 - radius) \(y)H\(315 + radius)", .ink, width: 7)
                let bow = radius * 7 / 10
                canvas.stroke(
                    "M\(320 - bow) \(y - bow)q\(bow) \(bow) 0 \(bow * 2)M\(320 + bow) \(y - bow)q-\(bow) \(bow) 0 \(bow * 2)",
                    .ink, width: 7)
            default:
                canvas.path(
                    "M\(320 - radius) \(y)a\(radius) \(radius) 0 0 1 \(radius * 2) 0q-\(radius) -90 -\(radius * 2) 0Z",
                    .accent)
                canvas.path(
                    "M\(320 - radius) \(y)a\(radius) \(radius) 0 0 0 \(radius * 2) 0q-\(radius) 90 -\(radius * 2) 0Z",
                    .cream)
            }
        }
        ellipse(320 - radius / 2, y - radius / 2, radius / 6, radius / 4, .gloss)
    }

    mutating func balls() {
        let radius = vary(72, 92)
        let spread = radius + vary(2, 16)
        shadow(spread * 3)
        let paints: [Paint] = [.print, .accent, .mainLight]
        for place in 0..<3 {
            let x = place == 2 ? 320 : 320 + (place * 2 - 1) * spread
            let y = place == 2 ? 516 - radius * 5 / 2 : 518 - radius
            circle(x, y, radius, paints[place])
            stroke("M\(x - radius + 6) \(y)q\(radius) \(vary(20, 50)) \(radius * 2 - 12) 0", .shade, width: 8)
            circle(x - radius / 3, y - radius / 3, radius / 6, .gloss)
        }
    }

    mutating func bats() {
        let radius = vary(88, 104)
        for side in [-1, 1] {
            turned(side * vary(24, 36), 320, 400) { canvas in
                canvas.rectangle(302, 300, 36, 200, rounded: 14, .woodDark)
                canvas.circle(320, 240, radius, side == 1 ? .accent : .print)
                canvas.path("M276 \(220 + radius)h88l-26 50h-36Z", .wood)
            }
        }
        circle(320, vary(470, 500), vary(30, 40), .flame)
    }

    mutating func kettlebell() {
        let radius = vary(115, 155)
        let y = 515 - radius
        shadow(radius * 2)
        let grip = radius * vary(60, 72) / 100
        let high = vary(100, 140)
        stroke(
            "M\(320 - grip) \(y - radius / 2)C\(320 - grip) \(y - radius - high) \(320 + grip) \(y - radius - high) \(320 + grip) "
                + "\(y - radius / 2)", .mainDark, width: vary(36, 48))
        circle(320, y, radius, .main)
        rectangle(320 - radius / 2, 490, radius, 30, rounded: 8, .main)
        circle(320, y, radius * 3 / 5, either(.accent, .mainDark, .mainLight))
        for plate in 0..<vary(1, 4) { rectangle(316 - 22 + plate * 14, y - 26, 8, 52, rounded: 4, .cream) }
        ellipse(320 - radius * 3 / 5, y - radius / 2, 14, 30, .gloss)
    }

    mutating func dumbbells() {
        for place in 0..<2 {
            let y = 250 + place * 150
            let tilt = vary(-14, 14)
            let size = vary(104, 130)
            turned(tilt, 320, y) { canvas in
                canvas.rectangle(190, y - 16, 260, 32, rounded: 10, .metalDark)
                for x in [140, 400] {
                    canvas.path(
                        "M\(x) \(y - size / 3)l30 -\(size / 6)h40l30 \(size / 6)v\(size * 2 / 3)l-30 \(size / 6)h-40l-30 -\(size / 6)Z",
                        .print)
                    canvas.rectangle(x + 38, y - size / 4, 24, size / 2, rounded: 6, .accent)
                }
            }
        }
    }

    mutating func rope() {
        let curl = vary(60, 110)
        stroke(
            "M200 470C\(60 - curl / 2) 160 \(300 + curl) 80 320 260S\(580 + curl / 2) 200 440 470", .ink,
            width: vary(11, 17))
        for x in [200, 440] {
            turned(x == 200 ? -18 : 18, x, 450) { canvas in
                canvas.rectangle(x - 22, 420, 44, 130, rounded: 20, .print)
                canvas.rectangle(x - 22, 440, 44, 14, .mainDark)
            }
        }
    }
}
