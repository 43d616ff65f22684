extension Department {
    static let bath = Department(
        "Bath & Body", "Short lists of ingredients, and towels that dry.",
        shelves: [.soaps, .oils, .towels])
}

extension Shelf {
    fileprivate static let soaps = Shelf(
        "Soap", "SOA", .soap, by: .saltAndLather,
        about: "Cold-process bars, cured for six weeks.",
        goods: """
            Salt & Lather Olive Bar 100 g | 7.50 | 210
              Olive oil, water, lye, and nothing else. For face, hands and babies.
            Salt & Lather Rosemary Bar 100 g | 8.50 | 165
              With ground rosemary that scrubs lightly. Wakes you up better than an alarm.
            Salt & Lather Rose Clay Bar 100 g | 9.00 | 88
              Pink clay and a little geranium; lathers like cream.
            Tidepool Sea Salt Bar 120 g | 9.50 | 73
              One third of it is salt, so it wears down smooth as a pebble.
            Tidepool Charcoal Bar 120 g | 9.50 | 0
              Birch charcoal and tea tree. Black in the dish, white in the hand.
            Barberry Shaving Soap, Tin | 16.00 | 41
              Dense lather with a brush, scented with barbershop and pepper. Lasts half a year.
            Barberry Shampoo Bar | 11.50 | 97
              Coconut and nettle, about fifty washes. Keep it dry between them.
            """,
        reviews: """
            5 My skin has stopped complaining since I switched.
            5 Smells clean rather than perfumed.
            5 Lasts far longer than the bottle it replaced.
            4 Lathers richly. Let it dry out between uses.
            4 Lovely scent, quite strong on the first days.
            3 Good, though it went soft in the shower.
            2 Left my skin feeling dry.
            """,
        more: Variations(
            kinds: "Soap Bar, Shampoo Bar, Hand Soap, Shaving Soap",
            materials: "Rosemary, Rose Clay, Charcoal, Lavender, Lemon Peel, Oat Milk",
            sizes: "50 g, 100 g, 120 g, 200 g",
            facts: [
                "Cured for six weeks before it was cut.", "Five ingredients, all of them on the label.",
                "Free of palm oil.", "Let it dry between uses and it lasts for weeks.",
                "Wrapped in paper made of cotton scraps.",
            ]))

    fileprivate static let oils = Shelf(
        "Oils & Balms", "OIL", .dropper, by: .saltAndLather,
        about: "Small bottles, used by the drop.",
        goods: """
            Almanac Face Oil 30 ml | 28.00 | 56
              Jojoba, rosehip and sea buckthorn, pressed cold. Four drops on damp skin.
            Almanac Beard Oil 30 ml | 22.00 | 34
              Hemp seed and cedar; softens in a week and does not shine.
            Almanac Night Balm 50 ml | 32.00 | 19
              Shea, oat oil and blue tansy in a violet glass jar.
            Barberry Hand Cream 75 ml | 14.00 | 125
              Lanolin and calendula for gardeners. Sinks in before the phone rings.
            Barberry Lip Balm, Beeswax | 5.50 | 230
              Tin of 15 ml, unscented, made for wind.
            Tidepool Bath Oil 100 ml | 26.00 | 0
              Pine and juniper, disperses in water, leaves no ring on the tub.
            Tidepool Massage Oil 150 ml | 24.00 | 62
              Almond and arnica, slow to absorb, which is the point.
            """,
        reviews: """
            5 A little goes a long way, and my hands are human again.
            5 Light, no greasy film, faint fresh scent.
            5 Got me through a very cold winter.
            4 Works well. The lid is hard to open with oily fingers.
            4 Subtle smell, good effect.
            3 Pleasant, but I see no great difference.
            2 My skin did not like it at all.
            """,
        more: Variations(
            kinds: "Face Oil, Body Oil, Beard Oil, Bath Oil",
            materials: "Rosehip, Cedar, Juniper, Calendula, Blue Tansy",
            sizes: "15 ml, 30 ml, 50 ml, 100 ml",
            facts: [
                "Cold-pressed and filtered twice.", "Four drops are enough.",
                "The glass keeps out the light.", "Without added perfume.",
                "Use it up within nine months.",
            ]))

    fileprivate static let towels = Shelf(
        "Towels & Brushes", "TOW", .towel, by: .saltAndLather, .loomAndLast,
        about: "For afterwards.",
        goods: """
            Linnet Linen Bath Towel | 58.00 | 40
              70 x 140 cm of waffle linen. Dries you fast and itself faster.
            Linnet Linen Hand Towel | 26.00 | 85
              50 x 70 cm, with a loop long enough for any hook.
            Peat & Pile Cotton Bath Towel | 36.00 | 110
              600 g organic cotton in sage, brick or white. Washed once already.
            Peat & Pile Bath Sheet | 52.00 | 23
              100 x 160 cm: a towel for tall people and for lying about.
            Sorrento Hammam Cloth | 39.00 | 54
              Flat-woven, tasselled, 90 x 180 cm. Towel, scarf and picnic blanket.
            Bristle & Beech Back Brush | 24.00 | 31
              Beech with a detachable handle of 40 cm; tampico fibre, medium.
            Bristle & Beech Nail Brush | 9.80 | 0
              Two sides, bound with copper wire instead of glue.
            """,
        reviews: """
            5 Like a small holiday every morning.
            5 Washed twenty times and still as good as new.
            5 Thick where it should be, light where it can be.
            4 A bit stiff before the second wash, then excellent.
            4 Handsome and practical.
            3 Decent quality, the colour faded a little.
            2 It sheds on everything.
            """,
        more: Variations(
            kinds: "Bath Towel, Hand Towel, Bath Sheet, Hammam Cloth",
            materials: "White Linen, Sage Cotton, Brick Cotton, Navy Waffle, Oat Linen",
            sizes: "30 x 50 cm, 50 x 70 cm, 70 x 140 cm, 100 x 160 cm",
            facts: [
                "Dries quickly and takes up little room.", "Washed once already, so it will not shrink.",
                "Wash at 60 °C, without softener.", "A long loop for any hook.",
                "Woven in a mill with its own water wheel.",
            ]))
}
