extension Department {
    static let living = Department(
        "Home & Light", "Lamps, clocks, rugs and small things that make a room yours.",
        shelves: [.lamps, .clocks, .textiles, .vases])
}

extension Shelf {
    fileprivate static let lamps = Shelf(
        "Lamps", "LMP", .lamp, by: .lampwright,
        about: "Lights to read, eat and fall asleep by. All take bulbs that you can change.",
        goods: """
            Gloam Reading Lamp | 118.00 | 22
              Steel arm with two sprung joints that stay where you put them. E14 bulb, 1.8 m of cloth-covered cable.
            Gloam Pendant, Spun Brass | 164.00 | 13
              28 cm dome, raw brass that will darken with the years. 2.5 m of cable and a matching rose.
            Pilla Bedside Lamp | 69.00 | 40
              A linen shade on a turned ash foot, 34 cm tall, dimmed by touching the foot.
            Pilla Floor Lamp | 229.00 | 6
              Three ash legs, a linen drum of 45 cm, and a pull cord for lazy evenings. 152 cm.
            Harrow Desk Lamp | 94.00 | 0
              Weighted base, neck that bends anywhere, shade in signal red. Throws its light where the paper is.
            Nimbus Paper Lantern 50 cm | 39.00 | 81
              Mulberry paper over bamboo ribs; folds flat for moving house. Use a cool LED bulb.
            Harrow Clamp Light | 52.00 | 35
              Opens to 6 cm and holds on to shelves, headboards and workbenches. Aluminium shade.
            """,
        reviews: """
            5 Warm light, no glare. The corner is now everybody’s favourite.
            5 Well made, and the cable is long enough for once.
            5 Assembled in five minutes without swearing.
            4 Beautiful. I only wish the switch were higher up the cable.
            4 Gives exactly the kind of light I wanted for reading.
            3 Nice to look at, a bit dim with the bulb I had.
            2 It flickered until I replaced the plug.
            """,
        more: Variations(
            kinds: "Table Lamp, Pendant, Reading Lamp, Floor Lamp, Wall Lamp",
            materials: "Brass, Ash, Sage Steel, Black Steel, White Linen",
            sizes: "20 cm, 28 cm, 35 cm, 45 cm",
            facts: [
                "Takes an E27 bulb up to 40 W, which is not included.", "The cable is covered with cloth, 1.8 m long.",
                "The switch sits where you would look for it.", "All parts can be replaced with one screwdriver.",
                "The shade throws a soft, even light.",
            ]))

    fileprivate static let clocks = Shelf(
        "Clocks", "CLK", .clock, by: .lampwright,
        about: "Quiet movements, legible faces.",
        goods: """
            Tollgate Station Clock 30 cm | 98.00 | 19
              Painted steel and domed glass. The second hand sweeps, so there is no ticking.
            Tollgate Alarm Clock | 46.00 | 52
              Two bells and a hammer; impossible to sleep through. Winds up, no battery.
            Ebb Wall Clock, Oak | 74.00 | 28
              Turned oak, 25 cm, with nothing on the face but twelve short lines.
            Ebb Kitchen Clock with Timer | 59.00 | 33
              Enamelled dial over a 60-minute timer that rings once and then politely stops.
            Marchbank Mantel Clock | 285.00 | 3
              Walnut case and an eight-day movement that strikes the hours. Key included, patience recommended.
            Marchbank Pocket Alarm | 64.00 | 0
              Folds into its own leather case, 7 cm. Luminous hands, one AAA cell lasts two years.
            """,
        reviews: """
            5 Silent. I had to check that it was running.
            5 Can be read from the far end of the garden.
            5 Keeps time to the minute after half a year.
            4 Handsome; the hook on the back is a little small.
            4 Simple face, good glass, no reflections.
            3 Looks good but gains two minutes a month.
            1 Stopped after three weeks, new battery or not.
            """,
        more: Variations(
            kinds: "Wall Clock, Alarm Clock, Mantel Clock, Kitchen Clock",
            materials: "Oak, Walnut, White Enamel, Black Steel, Brass",
            sizes: "8 cm, 15 cm, 25 cm, 30 cm, 40 cm",
            facts: [
                "The hands sweep without ticking.", "One cell lasts about two years.",
                "Legible at ten paces, even without glasses.", "The glass is domed and free of reflections.",
                "The movement can be exchanged by any watchmaker.",
            ]))

    fileprivate static let textiles = Shelf(
        "Rugs & Throws", "RUG", .rug, by: .lampwright, .loomAndLast,
        about: "Woven wool, cotton and linen for floors, sofas and cold feet.",
        goods: """
            Varra Kilim Runner 70 x 200 cm | 175.00 | 10
              Flat-woven wool on a cotton warp in brick, indigo and undyed white. Reversible.
            Varra Shepherd Rug 140 x 200 cm | 390.00 | 4
              Thick, undyed wool from three breeds of sheep; the pattern is simply their colours.
            Linnet Lambswool Throw | 89.00 | 45
              Herringbone in mustard and grey, 130 x 180 cm, fringed by hand.
            Linnet Linen Bedspread | 148.00 | 12
              Stone-washed linen of 240 g, dusk blue, 220 x 260 cm. Softens with each wash.
            Peat & Pile Bath Rug | 42.00 | 68
              Cotton loops 2 cm high, quick to dry, 60 x 90 cm. Machine-washable at 60 °C.
            Peat & Pile Door Mat, Coir | 28.00 | 90
              Coconut fibre on a rubber back, plain, because a mat needs no joke. 45 x 75 cm.
            Varra Cotton Dhurrie 90 x 150 cm | 110.00 | 0
              Striped in saffron and white, light enough to shake from a balcony.
            """,
        reviews: """
            5 Soft, heavy, and it does not shed.
            5 The colours are true and deep. The cat has moved in.
            5 Survived red wine, thanks to a wet towel and some luck.
            4 A corner curled at first, flat after a week.
            4 Good weave, even edges, fair price.
            3 Scratchier than I had hoped, though it warms well.
            2 Shed fluff for a month all over my dark trousers.
            """,
        more: Variations(
            kinds: "Rug, Runner, Kilim, Throw",
            materials: "Brick Wool, Indigo Wool, Undyed Wool, Mustard Cotton, Sage Cotton",
            sizes: "60 x 90 cm, 70 x 200 cm, 90 x 150 cm, 140 x 200 cm, 170 x 240 cm",
            facts: [
                "Woven on a hand loom, so the edges are not quite straight.", "Reversible; turn it once a season.",
                "Dyed with plants and fixed with alum.", "Shake it out, spot-clean it, keep it from hard sun.",
                "Comes with a mat that keeps it from slipping.",
            ]))

    fileprivate static let vases = Shelf(
        "Vases & Candles", "VAS", .vase, by: .lampwright, .kilnStreet,
        about: "For the tulips that came home with the vegetables.",
        goods: """
            Saltmarsh Bud Vase | 22.00 | 73
              One stem, 14 cm, with a weighted foot. Speckled grey or any colour the kiln decides.
            Saltmarsh Bottle Vase 28 cm | 58.00 | 14
              Narrow neck, teal glaze that runs and stops just above the foot. Watertight.
            Furnace Nine Ripple Vase | 66.00 | 9
              Blown into a wooden mould that burns a little with each piece. Rose glass, 22 cm.
            Odelle Moon Jar | 140.00 | 1
              Two thrown halves joined at the belly, white, 30 cm. The seam is meant to be seen.
            Wick & Warden Beeswax Pillar | 18.00 | 105 | candle
              Pure beeswax, 7 x 14 cm, about fifty hours. Smells of summer even unlit.
            Wick & Warden Fig Leaf Candle | 29.00 | 64 | candle
              Rapeseed wax with fig leaf and cedar in a glass that becomes a tumbler. Forty hours.
            Wick & Warden Dinner Candles, Set of Six | 15.00 | 150 | candle
              Dipped, not pressed, so they do not drip. 25 cm, in brick, ochre or ivory.
            """,
        reviews: """
            5 Looks expensive, and it is the nicest thing on the sideboard.
            5 Simple and beautifully made.
            5 I bought it as a present and kept it.
            4 Slightly smaller than I imagined, still lovely.
            4 A good piece at a fair price.
            3 All right, though the finish is rougher than in the photograph.
            2 Arrived with a hairline crack near the base.
            """,
        more: Variations(
            kinds: "Bud Vase, Bottle Vase, Jug, Moon Jar",
            materials: "Teal Glaze, White Porcelain, Terracotta, Rose Glass, Charcoal Stoneware",
            sizes: "12 cm, 16 cm, 22 cm, 28 cm, 35 cm",
            facts: [
                "Watertight, and glazed inside as well.", "A weighted foot keeps it upright with tall stems.",
                "The colour differs a little from firing to firing.", "Stands just as well empty.",
                "Signed by the maker under the foot.",
            ]))
}
