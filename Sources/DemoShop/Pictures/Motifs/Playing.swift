extension Canvas {
    mutating func train() {
        let length = vary(230, 280)
        let left = 320 - length / 2 - 40
        let wheel = vary(36, 46)
        rectangle(60, 506, 520, 14, rounded: 6, .woodDark)
        rectangle(left, vary(210, 260), 120, 230, rounded: 10, .accent)
        rectangle(left + 26, 284, 68, 70, rounded: 8, .cream)
        rectangle(left - 16, vary(196, 214), 152, 32, rounded: 12, .mainDark)
        rectangle(left + 110, 320, length - 20, 130, rounded: vary(20, 60), .print)
        let funnel = left + length - vary(10, 40)
        path("M\(funnel) 324l-12 -90h74l-12 90Z", .ink)
        for puff in 0..<vary(1, 3) { circle(funnel + 24 - puff * 54, 190 - puff * 34, 26 + puff * 10, .gloss) }
        path("M\(left + length + 88) 450h50l20 56h-70Z", .accentDark)
        for axle in 0..<3 {
            let x = left + 44 + axle * (length - 10) / 2
            circle(x, 508 - wheel, wheel, .mainDark)
            circle(x, 508 - wheel, wheel - 12, .flame)
            circle(x, 508 - wheel, 9, .ink)
        }
    }

    mutating func truck() {
        let bed = vary(190, 230)
        let wheel = vary(46, 56)
        shadow(420)
        rectangle(120, 420, 400, 40, rounded: 10, .woodDark)
        path("M\(130 + bed) 420V\(vary(250, 290))h80q40 0 56 60l20 50v50Z", .print)
        path("M\(160 + bed) 300h50q20 0 34 50h-84Z", .cream)
        if happens(50) {
            rectangle(116, vary(320, 350), bed, 80, rounded: 10, .accent)
            for load in 0..<3 { circle(160 + load * bed / 3, 322, 30, [.flame, .clay, .leaf][load]) }
            rectangle(116, 340, bed, 80, rounded: 10, .accent)
        } else {
            stroke("M180 420L\(vary(120, 150)) 170L250 220", .accent, width: 22)
            stroke("M\(vary(140, 150)) 180V290", .ink, width: 5)
            circle(146, 300, 16, .flame)
        }
        for x in [190, 440] {
            circle(x, 512 - wheel, wheel, .ink)
            circle(x, 512 - wheel, wheel / 2, .flame)
        }
    }

    mutating func blocks() {
        let size = vary(104, 124)
        let base = 520
        shadow(size * 3)
        let paints: [Paint] = [.print, .accent, .flame, .mainDark, .clay]
        for place in 0..<5 {
            let row = place < 3 ? 0 : 1
            let x = 320 - size * 3 / 2 + (row == 0 ? place : place - 3) * size + row * (size / 2 + vary(-14, 14))
            let y = base - (row + 1) * size
            rectangle(x + 3, y + 2, size - 6, size - 4, rounded: 10, paints[place])
            rectangle(x + 18, y + 16, size - 36, size - 34, rounded: 6, .gloss)
        }
        let top = base - size * 2
        let x = 320 + vary(-16, 16)
        path("M\(x - size * 2 / 3) \(top)h\(size * 4 / 3)L\(x) \(top - size)Z", .accentDark)
    }

    mutating func boats() {
        for layer in 0..<vary(2, 3) {
            let wide = 210 - layer * 46
            let y = 510 - layer * 90
            path(
                "M\(320 - wide) \(y - 84)h\(wide * 2)q-20 84 -80 84h-\(wide * 2 - 160)q-60 0 -80 -84Z",
                [.print, .accent, .flame][layer])
            rectangle(320 - wide, y - 92, wide * 2, 16, rounded: 8, .woodDark)
        }
        rectangle(313, 130, 14, 170, .wood)
        path("M332 140l\(vary(80, 120)) 110h-120Z", .cream)
        stroke("M90 520q40 -26 80 0t80 0t80 0t80 0t80 0t60 0", .gloss, width: 14)
    }

    mutating func spinningTop() {
        let wide = vary(140, 180)
        shadow(120)
        turned(vary(-14, 14), 320, 510) { canvas in
            canvas.rectangle(308, 130, 24, 140, rounded: 12, .wood)
            canvas.circle(320, 130, canvas.vary(20, 30), .accentDark)
            canvas.path(
                "M\(320 - wide) 330Q320 180 \(320 + wide) 330Q\(320 + wide / 2) 430 320 512Q\(320 - wide / 2) 430 \(320 - wide) 330Z",
                .print)
            canvas.path("M\(320 - wide) 330Q320 \(380) \(320 + wide) 330l-12 26Q320 420 \(332 - wide) 356Z", .accent)
            canvas.path("M\(350 - wide) 384Q320 440 \(290 + wide) 384l-16 20Q320 466 \(366 - wide) 404Z", .flame)
        }
    }

    mutating func bear() {
        let head = vary(98, 116)
        let ear = vary(36, 48)
        let y = vary(210, 236)
        let belly = vary(112, 134)
        shadow(belly * 2 + 40)
        for side in [-1, 1] {
            circle(320 + side * head * 3 / 4, y - head * 3 / 4, ear, .mainDark)
            circle(320 + side * head * 3 / 4, y - head * 3 / 4, ear / 2, .accent)
            turned(side * vary(24, 44), 320 + side * belly, 370) {
                $0.ellipse(320 + side * (belly - 4), 390, 38, 78, .mainDark)
            }
            ellipse(320 + side * (belly - 26), 486, 56, 42, .mainDark)
            ellipse(320 + side * (belly - 26), 490, 32, 24, .mainLight)
        }
        ellipse(320, 410, belly, 112, .print)
        ellipse(320, 420, belly * 3 / 5, 74, .mainLight)
        circle(320, y, head, .main)
        ellipse(320, y + head / 3, head / 2, head * 2 / 5, .mainLight)
        ellipse(320, y + head / 6, 20, 14, .ink)
        stroke("M320 \(y + head / 4)v16q-16 20 -32 6m32 -6q16 20 32 6", .ink, width: 5)
        let gaze = vary(30, 42)
        circle(320 - gaze, y - 14, 10, .ink)
        circle(320 + gaze, y - 14, 10, .ink)
        if happens(60) {
            path("M320 \(y + head + 6)l-56 -26v56Zm0 0l56 -26v56Z", .accent)
            circle(320, y + head + 6, 15, .accentDark)
        }
    }

    mutating func dice() {
        let size = vary(150, 180)
        let (left, right) = (vary(150, 190), vary(310, 340))
        shadow(size * 2 + 40)
        die(left, 510 - size, size, turn: vary(-16, -4), .print)
        die(right, 500 - size, size, turn: vary(6, 20), .accent)
        if happens(60) {
            circle(320, 220, 40, .flame)
            path("M320 230l70 130h-140Z", .flame)
        }
    }

    private mutating func die(_ x: Int, _ y: Int, _ size: Int, turn: Int, _ paint: Paint) {
        let (centre, middle, off) = (x + size / 2, y + size / 2, size / 4)
        let spots = vary(2, 6)
        turned(turn, centre, middle) { canvas in
            canvas.rectangle(x, y, size, size, rounded: size / 6, paint)
            canvas.rectangle(x + 8, y + size - 20, size - 16, 14, rounded: 7, .shade)
            var places: [(Int, Int)] = spots % 2 == 1 ? [(0, 0)] : []
            if spots >= 2 { places += [(-off, -off), (off, off)] }
            if spots >= 4 { places += [(off, -off), (-off, off)] }
            if spots == 6 { places += [(-off, 0), (off, 0)] }
            for (across, down) in places { canvas.circle(centre + across, middle + down, size / 11, .cream) }
        }
    }

    mutating func gameBox() {
        let width = vary(320, 380)
        let (left, top) = (320 - width / 2, vary(190, 230))
        turned(vary(-8, 8)) { canvas in
            canvas.rectangle(left + 14, top + 20, width, 270, rounded: 10, .shade)
            canvas.rectangle(left, top + 40, width, 230, rounded: 10, .mainDark)
            canvas.rectangle(left, top, width, 240, rounded: 10, .print)
            canvas.rectangle(left + 30, top + 30, width - 60, 60, rounded: 10, .cream)
            canvas.rectangle(left + 60, top + 50, width - 120, 20, rounded: 8, .accentDark)
            let paints: [Paint] = [.accent, .flame, .clay, .leaf]
            for pawn in 0..<canvas.vary(2, 4) {
                let x = left + 60 + pawn * (width - 120) / 3
                canvas.circle(x, top + 132, 22, paints[pawn])
                canvas.path("M\(x) \(top + 136)l34 76h-68Z", paints[pawn])
            }
        }
    }

    mutating func draughts() {
        turned(either(0, 0, 45, 12, -12)) { canvas in
            canvas.rectangle(142, 156, 380, 380, rounded: 12, .shade)
            canvas.rectangle(130, 130, 380, 380, rounded: 12, .mainDark)
            canvas.rectangle(150, 150, 340, 340, .cream)
            var squares = ""
            for square in 0..<36 where (square / 6 + square) % 2 == 0 {
                squares += "M\(150 + square % 6 * 57) \(150 + square / 6 * 57)h57v57h-57Z"
            }
            canvas.path(squares, .wood)
            for piece in 0..<canvas.vary(5, 8) {
                let place = canvas.vary(0, 5)
                let (x, y) = (178 + (place + piece) % 6 * 57, 178 + piece % 6 * 57)
                canvas.circle(x, y + 4, 22, .shade)
                canvas.circle(x, y, 22, piece % 2 == 0 ? .print : .accent)
            }
        }
    }

    mutating func puzzle() {
        let size = vary(140, 165)
        let knob = size / 6
        let paints: [Paint] = [.print, .accent, .flame, .mainDark]
        let loose = vary(0, 3)
        turned(vary(-20, 20)) { canvas in
            for piece in 0..<4 {
                let away = piece == loose ? canvas.vary(16, 40) : 0
                let x = 320 - size + piece % 2 * size + (piece % 2 * 2 - 1) * away
                let y = 320 - size + piece / 2 * size + (piece / 2 * 2 - 1) * away
                let half = (size - knob * 2) / 2
                let right = piece % 2 == 0 ? "v\(half)a\(knob) \(knob) 0 1 1 0 \(knob * 2)V\(y + size)" : "v\(size)"
                let left = piece % 2 == 0 ? "Z" : "v-\(half)a\(knob) \(knob) 0 1 0 0 -\(knob * 2)Z"
                canvas.path("M\(x + 3) \(y + 3)h\(size - 6)\(right)h-\(size - 6)\(left)", paints[piece])
                canvas.circle(x + size / 2, y + size / 2, size / 7, .gloss)
            }
        }
    }
}
