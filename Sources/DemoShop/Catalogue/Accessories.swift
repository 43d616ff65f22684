extension Department {
    static let accessories = Department(
        "Shoes & Bags", "Leather and canvas that look better in the third year than in the first.",
        shelves: [.shoes, .backpacks, .bags, .watches])
}

extension Shelf {
    fileprivate static let shoes = Shelf(
        "Boots & Shoes", "BOO", .boots, by: .loomAndLast, .highMeadow,
        about: "Welted and stitched, so that they can be resoled.",
        goods: """
            Last & Welt Derby Boot, Chestnut | 265.00 | 17
              Vegetable-tanned leather of 2.2 mm, storm welt, cork midsole. Resoled for 60.
            Last & Welt Desert Boot | 149.00 | 34
              Sand suede, crepe sole, two eyelets. Needs no breaking in.
            Last & Welt Oxford, Black | 238.00 | 8
              Six closed eyelets and a leather sole with a rubber heel. For weddings on both sides.
            Cairnfoot Hiking Boot | 210.00 | 22
              Waxed nubuck, stiff enough for scree, soft at the ankle. 620 g each in size 42.
            Cairnfoot Trail Shoe | 128.00 | 49
              5 mm lugs, 8 mm drop, a toe cap for roots. Dries overnight.
            Puddleby Rubber Boots | 56.00 | 105
              Natural rubber, cotton lining, in olive. Half height, so they can be emptied quickly.
            Puddleby Garden Clogs | 34.00 | 0
              Slip on, hose down, hang up. Cork insoles can be replaced.
            """,
        reviews: """
            5 Comfortable from the first walk, better after the tenth.
            5 Dry feet after four hours of rain.
            5 Solid stitching and lovely material.
            4 Take half a size down.
            4 A bit stiff for a week, then perfect.
            3 Well made but narrow at the toes.
            2 The sole started to come loose in spring.
            """,
        more: Variations(
            kinds: "Boot, Derby Shoe, Trail Shoe, Chelsea Boot",
            materials: "Chestnut Leather, Black Leather, Sand Suede, Olive Nubuck, Waxed Leather",
            sizes: "Size 37, Size 39, Size 41, Size 43, Size 45",
            facts: [
                "Welted, so that any cobbler can resole it.", "The cork bed takes the shape of your foot.",
                "Waxed laces, and a spare pair in the box.", "Half sizes: take the smaller one.",
                "Waterproof up to the tongue.",
            ]))

    fileprivate static let backpacks = Shelf(
        "Backpacks", "BPK", .backpack, by: .highMeadow, .loomAndLast,
        about: "From the daily 15 litres to a week in the hills.",
        goods: """
            Portage Daypack 18 L | 98.00 | 43
              Waxed cotton, leather straps, a sleeve for a 14-inch laptop. 780 g.
            Portage Roll-Top 24 L | 124.00 | 25
              Closes with a buckle at any height; the zip on the side gets you to the bottom.
            Portage Rucksack 40 L | 179.00 | 11
              Hip belt, removable frame sheet, lid with two pockets. Recycled nylon in ochre.
            Cairnfoot Trekking Pack 60 L | 245.00 | 6
              Back length set in seconds, rain cover in the base. 1.9 kg, carries 20 without complaint.
            Little Portage, Children’s Pack 8 L | 46.00 | 57
              Chest strap with a whistle, name badge inside, room for a bear.
            Cairnfoot Hip Pack 3 L | 39.00 | 0
              Phone, keys, plaster and an apple. Sits flat under a jacket.
            """,
        reviews: """
            5 Carries so well that I forget it is there.
            5 A proper downpour and everything inside stayed dry.
            5 Zips, seams, buckles: all first class.
            4 Clever pockets. I would add one for the bottle.
            4 Two years of commuting have only made it prettier.
            3 Good pack, but the shoulder straps are slippery.
            1 The main zip failed on the third day of our trip.
            """,
        more: Variations(
            kinds: "Daypack, Rucksack, Roll-Top, Laptop Pack",
            materials: "Ochre Nylon, Navy Canvas, Olive Canvas, Grey Wool, Black Nylon",
            sizes: "12 L, 18 L, 24 L, 32 L, 45 L",
            facts: [
                "A padded sleeve takes a 14-inch laptop.", "The seams are taped inside.",
                "Buckles of metal that can be replaced.", "Two side pockets for bottles.",
                "The back panel lets the air through.",
            ]))

    fileprivate static let bags = Shelf(
        "Bags & Wallets", "BAG", .bag, by: .loomAndLast,
        about: "Totes, satchels, and something flat for cards.",
        goods: """
            Marlowe Tote, Tan | 165.00 | 19
              One hide, no lining, edges burnished by hand. A4 and a loaf of bread fit.
            Marlowe Satchel | 240.00 | 7
              Two buckles over magnets, so it opens with one hand. 3 mm bridle leather.
            Marlowe Card Wallet | 42.00 | 86
              Six cards and folded notes, 8 mm thick when full. Saddle-stitched.
            Stowaway Canvas Shopper | 29.00 | 160
              Organic canvas of 400 g, carries 20 kg, folds into its pocket. Navy or natural.
            Stowaway Weekend Bag | 138.00 | 15
              Cotton duck and leather corners, 36 litres, a separate place for shoes.
            Stowaway Wash Bag | 34.00 | 52
              Waxed cotton with a wipe-clean lining. Stands up by itself.
            Marlowe Key Loop | 18.00 | 0
              Offcut of the tote, brass ring. Cannot be lost in the tote.
            """,
        reviews: """
            5 The leather is already getting that shine.
            5 Holds more than I thought and still looks tidy.
            5 Neat stitching, clean edges.
            4 Sturdy. Smelled strongly of leather wax for a week.
            4 Does what it should, with style.
            3 Nice, but it loses its shape when empty.
            2 A seam opened at the corner.
            """,
        more: Variations(
            kinds: "Tote, Satchel, Shoulder Bag, Weekend Bag",
            materials: "Tan Leather, Black Leather, Navy Canvas, Natural Canvas, Forest Felt",
            sizes: "6 L, 10 L, 16 L, 24 L, 36 L",
            facts: [
                "Saddle-stitched by hand with linen thread.", "No lining, so nothing to tear.",
                "Brass fittings that darken with the years.", "An inner pocket for keys and telephone.",
                "The handles are long enough for a shoulder.",
            ]))

    fileprivate static let watches = Shelf(
        "Watches", "WAT", .watch, by: .lampwright, .loomAndLast,
        about: "Three hands, clear dials, straps that change without tools.",
        goods: """
            Tollgate Field Watch 38 mm | 195.00 | 24
              Quartz, sapphire glass, 100 m. Numerals you can read before coffee.
            Tollgate Railway Watch 40 mm | 225.00 | 12
              A white dial and a red second hand that pauses at twelve, like the clock on the platform.
            Ebb Slim Watch 36 mm | 168.00 | 31
              6.2 mm thin, blank dial in dusk blue, strap of tan calf.
            Marchbank Automatic 39 mm | 690.00 | 3
              26 jewels, 42 hours of reserve, glass back. Regulated in five positions.
            Marchbank Hand-Wound 37 mm | 540.00 | 0
              Forty turns every morning, small seconds at six. Grained silver dial.
            Ebb Canvas Strap 20 mm | 24.00 | 88
              Quick-release pins, waxed canvas with leather lining. Olive, navy or sand.
            """,
        reviews: """
            5 Legible, light and handsome. I get asked about it.
            5 Loses less than a minute in a month.
            5 The strap was soft from the first day.
            4 Very good. The crown is a bit fiddly.
            4 Quality far above the price.
            3 Good looking, but the lume fades quickly.
            2 Condensation under the glass after a swim.
            """,
        more: Variations(
            kinds: "Field Watch, Dress Watch, Diver, Railway Watch",
            materials: "Steel, Black Steel, Bronze, Tan Leather, Olive Canvas",
            sizes: "34 mm, 36 mm, 38 mm, 40 mm, 42 mm",
            facts: [
                "Sapphire glass, flat and without reflections.", "Water-resistant to 100 m.",
                "The strap changes without tools.", "Luminous hands that last until morning.",
                "The movement is serviced at cost for ten years.",
            ]))
}
