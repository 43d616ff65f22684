extension Department {
    static let music = Department(
        "Music", "Instruments to begin with and to stay with, and records to learn from.",
        shelves: [.guitars, .percussion, .records])
}

extension Shelf {
    fileprivate static let guitars = Shelf(
        "Guitars & Strings", "GTR", .guitar, by: .signalPath,
        about: "Acoustic instruments, set up and tuned before they leave.",
        goods: """
            Calloway Parlour Guitar | 649.00 | 6
              Solid cedar top, mahogany back, twelve frets to the body. Warm, small and quick to answer.
            Calloway Dreadnought | 780.00 | 4
              Spruce over walnut, 1.25 kg of loud. Bone nut, low action, hard case included.
            Ferreiro Classical Guitar 4/4 | 420.00 | 12
              Solid spruce top, 650 mm scale, 52 mm nut. Strung with medium tension.
            Ferreiro Classical Guitar 3/4 | 265.00 | 18
              For players from about eight years: scale of 580 mm, everything else grown-up.
            Maunga Concert Ukulele | 118.00 | 33
              Acacia laminate, 38 cm scale, geared tuners that hold. Padded bag.
            Maunga Soprano Ukulele, Sky Blue | 62.00 | 0
              Cheerful, light, surprisingly well in tune up the neck.
            Holloway Mandolin, A-Style | 395.00 | 3
              Carved spruce top with f-holes; a bark that carries across any pub.
            """,
        reviews: """
            5 Sings. The low strings are warm, the high ones clear.
            5 Set up perfectly; I tuned it and played for three hours.
            5 My daughter has not put it down since her birthday.
            4 Very good for the money. I changed the strings at once.
            4 Comfortable neck, honest tone.
            3 Nice tone, but one tuner slips.
            2 A buzz on the fifth fret that needed a repair shop.
            """,
        more: Variations(
            kinds: "Guitar, Classical Guitar, Ukulele, Mandolin, Travel Guitar",
            materials: "Spruce, Cedar, Mahogany, Walnut, Black Spruce",
            sizes: "1/2, 3/4, 7/8, 4/4",
            facts: [
                "Set up, tuned and played before it leaves.", "Bone nut and saddle.",
                "A padded bag is part of the price.", "The top is solid and will open up with the years.",
                "Geared tuners that hold.",
            ]))

    fileprivate static let percussion = Shelf(
        "Drums & Percussion", "DRU", .drum, by: .signalPath, .littleArk,
        about: "Things to hit, shake and scrape in time.",
        goods: """
            Ataraxa Frame Drum 40 cm | 96.00 | 20
              Goat skin on a bent ash frame, tunable with eight hidden bolts. 1.1 kg.
            Ataraxa Djembe 30 cm | 189.00 | 8
              Carved from one lenke trunk, double-weave rope, deep bass. Strap included.
            Ataraxa Cajón | 145.00 | 15
              Birch box with a thin beech front and three adjustable snares. You also have a chair.
            Brightwell Snare Drum 14" | 310.00 | 5
              Maple shell of six plies, die-cast hoops, throw-off that works with one finger.
            Brightwell Maple Drumsticks, Three Pairs | 29.00 | 140
              Weight-matched to the gram, 5A, without lacquer.
            Tinkerlane Egg Shakers, Pair | 9.50 | 180
              Beech filled with seed, one bright and one dark. Made for small hands as well.
            Tinkerlane Glockenspiel, 15 Notes | 54.00 | 0
              Steel bars on a limewood frame, properly tuned, C to C twice and one beyond.
            """,
        reviews: """
            5 Full, round sound and very well finished.
            5 The neighbours know the groove by now.
            5 We use it every week with the school band and it holds up.
            4 Responds to the lightest touch.
            4 Good quality, takes a day to settle in.
            3 Decent, but the tone is a bit thin in large rooms.
            2 The finish splintered within a month.
            """,
        more: Variations(
            kinds: "Frame Drum, Snare Drum, Hand Drum, Floor Tom",
            materials: "Maple, Birch, Ash, Red Lacquer, Teal Lacquer",
            sizes: "20 cm, 25 cm, 30 cm, 35 cm, 40 cm",
            facts: [
                "The key for tuning is clipped inside.", "Natural skin; keep it away from radiators.",
                "Answers to fingers as well as to sticks.", "Comes with a bag and a strap.",
                "The shell is bent from one board.",
            ]))

    fileprivate static let records = Shelf(
        "Vinyl Records", "VIN", .record, by: .secondFloor, .signalPath,
        about: "Long-players on 180 g vinyl from labels you have not heard of yet.",
        goods: """
            Lowland Trio: Ditchwater | 27.00 | 24
              Piano, bass and brushes, recorded in a pumping station. 41 minutes, 33 rpm.
            Ama Serwaa: Market Day | 29.50 | 31
              Highlife with a horn section of nine and a grandmother on backing vocals. With lyrics.
            The Understory: Leaf Litter | 25.00 | 12
              Quiet songs about loud summers. Clear green vinyl, sleeve of seeded paper.
            Orkester Nord: Ice Road Suite | 34.00 | 5
              Strings and field recordings in four movements, cut at half speed. Two discs.
            Delta Ferry: Engine Room Blues | 24.00 | 0
              Twelve sides from a boat with a Hammond on it. Mono, as intended.
            Mirela Stan: Nocturnes for a Broken Piano | 28.00 | 17
              Eleven pieces for an instrument with six dead keys. Numbered edition of 600.
            Plastic Orchard: Telephone Season | 23.50 | 46
              Synthesisers from 1983, drum machine from 1985, voices from last year.
            """,
        reviews: """
            5 Flat, silent pressing and a wonderful recording.
            5 Side two is on repeat here.
            5 The sleeve alone is worth framing.
            4 A grower. By the third listen I was sold.
            4 Great mastering, one little click on side one.
            3 Three superb tracks, the rest is wallpaper.
            2 Slightly warped, and the corner was bent.
            """,
        more: Variations(
            kinds: "Suite, Nocturnes, Sessions, Songs, Waltzes, Variations",
            materials: "Quartet, Trio, Orchestra, Ensemble, Sisters",
            sizes: "33 rpm, 45 rpm, Two Discs, Mono", named: .recording,
            facts: [
                "Pressed on 180 g of vinyl.", "Recorded in two days, without headphones.",
                "The sleeve folds out into a poster.", "Cut straight from the tape.",
                "With a booklet of sixteen pages.",
            ]))
}
