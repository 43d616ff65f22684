extension Canvas {
    mutating func coffeeBag() {
        let width = vary(200, 260)
        let height = vary(270, 340)
        let (left, right, top) = (320 - width / 2, 320 + width / 2, 520 - height)
        shadow(width)
        path("M\(left + 10) \(top)H\(right - 10)L\(right) \(top + 60)V520H\(left)V\(top + 60)Z", .print)
        path("M\(right - 44) \(top)H\(right - 10)L\(right) \(top + 60)V520H\(right - 34)V\(top + 60)Z", .shade)
        rectangle(left + 4, top - 22, width - 8, 40, rounded: 6, .mainDark)
        label(left + width / 6, top + height * 2 / 5, width * 2 / 3 - 10, height / 3)
        let bean = top + 76
        turned(vary(20, 60), 312, bean) { canvas in
            canvas.ellipse(312, bean, 20, 28, .woodDark)
            canvas.stroke("M312 \(bean - 20)q10 20 0 40", .wood, width: 5)
        }
    }

    mutating func honeyJar() {
        let width = vary(190, 240)
        let height = vary(180, 240)
        let (left, top) = (320 - width / 2, 520 - height)
        shadow(width)
        rectangle(left, top, width, height, rounded: vary(30, 70), .main)
        rectangle(left + 8, top + 10, width - 16, height / 4, rounded: 26, .gloss)
        label(left + 18, top + height / 3, width - 36, height * 2 / 5)
        if happens(50) {
            path(
                "M\(left) \(top - 30)q\(width / 2) -44 \(width) 0l14 50q-\(width / 2 + 14) 24 -\(width + 28) 0Z",
                .accent)
            rectangle(left + 4, top - 24, width - 8, 12, rounded: 6, .cream)
        } else {
            rectangle(left + 8, top - 46, width - 16, 56, rounded: 12, .accent)
            rectangle(left + 8, top - 12, width - 16, 14, .shade)
        }
    }

    mutating func oilBottle() {
        let across = vary(52, 84)
        let shoulder = vary(220, 290)
        let neck = vary(17, 26)
        let top = vary(110, 150)
        shadow(across * 2)
        path(
            "M\(320 - neck) \(top)H\(320 + neck)V\(shoulder - 50)C\(320 + neck) \(shoulder) \(320 + across) \(shoulder) "
                + "\(320 + across) \(shoulder + 50)V500q0 20 -20 20H\(340 - across)q-20 0 -20 -20V\(shoulder + 50)"
                + "C\(320 - across) \(shoulder) \(320 - neck) \(shoulder) \(320 - neck) \(shoulder - 50)Z",
            .main)
        rectangle(316 - neck, top - 34, neck * 2 + 8, 52, rounded: 7, either(.wood, .accentDark, .ink))
        label(324 - across, 350, across * 2 - 8, vary(90, 120))
        rectangle(330 - across, shoulder + 34, 11, 240 - shoulder / 2, rounded: 5, .gloss)
    }

    mutating func chocolate() {
        let columns = vary(2, 4)
        let rows = vary(3, 5)
        let width = columns * 70 + 20
        let height = rows * 62 + 20
        let (left, top) = (320 - width / 2, 320 - height / 2)
        turned(vary(-18, 18)) { canvas in
            canvas.rectangle(left + 12, top + 16, width, height, rounded: 12, .shade)
            canvas.rectangle(left, top, width, height, rounded: 12, .woodDark)
            for cell in 0..<(columns * rows) {
                let (x, y) = (left + 14 + cell % columns * 70, top + 14 + cell / columns * 62)
                canvas.rectangle(x, y, 62, 54, rounded: 8, .wood)
                if rows * columns < 13 { canvas.rectangle(x + 8, y + 8, 46, 7, rounded: 3, .gloss) }
            }
            let edge = top + height / 2
            canvas.path(
                "M\(left - 10) \(edge)l20 -16 24 14 26 -18 30 18 28 -14 24 12L\(left + width + 10) \(edge - 10)"
                    + "V\(top + height + 12)H\(left - 10)Z", .print)
            canvas.label(left + width / 6, edge + height / 8, width * 2 / 3, height / 4)
        }
    }
}
