extension Department {
    static let stationery = Department(
        "Paper & Ink", "Pens, notebooks and the small machinery of a desk.",
        shelves: [.pens, .notebooks, .deskTools])
}

extension Shelf {
    fileprivate static let pens = Shelf(
        "Pens & Pencils", "PEN", .pen, by: .paperLane,
        about: "For letters, lists and long meetings.",
        goods: """
            Merle Fountain Pen, Fine | 64.00 | 29
              Aluminium barrel, steel nib, 19 g. Takes a converter or the short standard cartridges.
            Merle Fountain Pen, Broad Stub | 68.00 | 8
              The same pen with an italic nib of 1.1 mm that makes any hand look considered.
            Kiso Brush Pen | 16.50 | 74
              Real hair tip, pigment ink in the barrel. For signatures and seasonal greetings.
            Kiso Mechanical Pencil 0.5 | 22.00 | 61
              Brass under black lacquer, sliding sleeve that saves the lead. 21 g.
            Graphite & Sons Drawing Pencils, 12 Grades | 27.00 | 43
              From 6B to 4H, cedar, unvarnished at the end so that the grade can be read.
            Graphite & Sons Carpenter’s Pencil, Three | 6.50 | 190
              Flat, red, never rolls off the roof.
            Merle Rollerball, Brass | 49.00 | 0
              Heavy in the pocket, 38 g, and better for it. Standard refill, unscrews in a second.
            """,
        reviews: """
            5 Writes at once, even after a week in the drawer.
            5 My handwriting has improved, or at least my mood.
            5 Light, well balanced, no scratching.
            4 A smooth writer; the clip is a little stiff.
            4 Good for the price, a great deal better than what the office buys.
            3 Works well on good paper, feathers on cheap.
            2 It leaked on the plane and then at my desk.
            """,
        more: Variations(
            kinds: "Fountain Pen, Rollerball, Mechanical Pencil, Brush Pen",
            materials: "Brass, Black Lacquer, Navy Resin, Ivory Resin, Cherry Wood",
            sizes: "Extra Fine, Fine, Medium, Broad",
            facts: [
                "Weighs as much as three sugar cubes.", "Takes standard refills from any stationer.",
                "The cap closes with a quiet click.", "Comes in a card tube without plastic.",
                "Writes at once, even after a week of rest.",
            ]))

    fileprivate static let notebooks = Shelf(
        "Notebooks", "NOT", .notebook, by: .paperLane,
        about: "Paper that ink likes, bindings that open flat.",
        goods: """
            Teramachi Notebook A5, Dotted | 19.00 | 120
              160 pages of 80 g paper that shows no ink on the back. Thread-sewn; lies flat from the first page.
            Teramachi Pocket Notebook, Three | 14.00 | 165
              48 pages each, 9 x 14 cm, stapled in card covers of grey, mustard and navy.
            Lane Sketchbook A4 | 28.00 | 36
              Rough 150 g paper for pencil, charcoal and light washes, cloth spine.
            Lane Weekly Planner | 24.50 | 52
              Undated, a week on the left and a blank page on the right. Starts whenever you do.
            Quire Guest Book, Linen | 42.00 | 9
              Sage linen over boards, 96 heavy pages, gilt edge. For weddings and mountain huts.
            Quire Music Manuscript Book | 17.00 | 27
              Twelve staves a page, printed in grey so that your notes stand out. 64 pages.
            Quire Spiral Pad A6 | 5.90 | 310
              Top-bound, micro-perforated, recycled paper. For shopping lists and reporters.
            """,
        reviews: """
            5 No bleeding, no feathering, even with a wet nib.
            5 My fifth. I have stopped trying others.
            5 Opens flat, which so few of them do.
            4 Great paper. I would like numbered pages.
            4 Survived a year in my bag with only soft corners.
            3 Nice paper, but the ribbon came loose.
            2 The binding split at page thirty.
            """,
        more: Variations(
            kinds: "Notebook, Sketchbook, Journal, Planner",
            materials: "Navy Linen, Sage Linen, Mustard Card, Black Cloth, Grey Card",
            sizes: "A6 Dotted, A5 Dotted, A5 Lined, A5 Blank, A4 Blank",
            facts: [
                "Thread-sewn; opens flat from the first page.", "Ink does not show on the back of the page.",
                "The last sixteen sheets are perforated.", "With a pocket at the back and a ribbon in front.",
                "Paper of 90 g, made with wind power.",
            ]))

    fileprivate static let deskTools = Shelf(
        "Desk Tools", "DSK", .pencilPot, by: .paperLane, .oakAndAsh,
        about: "Scissors, rulers, stands: small things used daily.",
        goods: """
            Kiso Paper Scissors 18 cm | 31.00 | 47
              Ground from solid steel and adjusted by hand, with a screw instead of a rivet.
            Kiso Brass Ruler 15 cm | 18.00 | 83
              Etched in millimetres from the very edge. Weighs enough to hold a page open.
            Tarbet Pencil Tray, Walnut | 36.00 | 30
              Three grooves, felt beneath, cut from one piece. 24 cm.
            Lane Letter Rack | 29.50 | 0
              Bent steel wire, painted brick red. Holds what you mean to answer.
            Lane Tape Dispenser, Cast Iron | 44.00 | 18
              Stays where it is: 1.3 kg with a cork foot. Any tape up to 25 mm.
            Graphite & Sons Long-Point Sharpener | 9.50 | 130
              Two steps, wood first and lead second, for a point of 12 mm. Spare blades in the base.
            Teramachi Desk Pot, Porcelain | 26.00 | 55
              White outside, cobalt inside, for eleven pens and one pair of scissors.
            """,
        reviews: """
            5 A small daily pleasure.
            5 Heavy, precise, and nice to look at.
            5 I hide it from my colleagues.
            4 Well thought out; slightly larger than expected.
            4 Does one thing and does it properly.
            3 Good, though not quite worth the price.
            2 There was a burr on the edge that I had to file off.
            """,
        more: Variations(
            kinds: "Pencil Pot, Desk Tray, Letter Rack, Book Stand",
            materials: "Walnut, Oak, Brass, White Porcelain, Black Steel",
            sizes: "10 cm, 15 cm, 20 cm, 30 cm",
            facts: [
                "A cork foot keeps it where it is.", "Cut from one piece, without glue.",
                "Small enough for a crowded desk.", "Ages well and can be polished again.",
                "Matches the other pieces of the series.",
            ]))
}
