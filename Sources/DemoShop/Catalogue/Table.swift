extension Department {
    static let table = Department(
        "Table", "Cups, plates, pots and glasses, mostly from small potteries and one stubborn glass furnace.",
        shelves: [.mugs, .teapots, .glassware, .plates])
}

extension Shelf {
    fileprivate static let mugs = Shelf(
        "Mugs & Cups", "MUG", .mug, by: .kilnStreet,
        about: "Thrown and glazed by hand; no two quite alike.",
        goods: """
            Kiln Street Breakfast Mug | 24.00 | 88
              Holds 400 ml and both your hands. White tin glaze over red clay that shows through at the rim.
            Kiln Street Espresso Cup, Pair | 28.00 | 51
              Two cups of 70 ml with thick walls, warm from the first sip to the last.
            Saltmarsh Tumbler Mug | 26.50 | 34
              Straight-sided, without a handle, wrapped in a band of raw clay where you hold it. 300 ml.
            Saltmarsh Tide Mug | 29.00 | 17
              The blue glaze is dipped three times, so each tide line falls differently. 350 ml.
            Bracken & Clay Travel Cup | 32.00 | 60
              Double-walled porcelain with a silicone lid. 330 ml; fits the holders of most cars and prams.
            Bracken & Clay Enamel Mug | 14.50 | 210
              Steel with two coats of enamel in forest green. Boils water over a camp fire, survives a fall with a chip.
            Odelle Tea Bowl | 38.00 | 4
              Low, wide bowl with an ash glaze that pools green at the bottom. 220 ml.
            """,
        reviews: """
            5 My coffee tastes better in it and I do not care that this is nonsense.
            5 The glaze is even more beautiful in the morning light.
            5 The perfect size and a pleasure to hold.
            4 Lovely, a little heavy when full.
            4 No chips after a year, and we are not careful people.
            3 Nice shape, but the foot scratches the table. I stuck felt on it.
            2 Crazed after a month in the dishwasher.
            """,
        more: Variations(
            kinds: "Mug, Cup, Beaker, Tea Bowl",
            materials: "White Stoneware, Blue Stoneware, Forest Enamel, Oat Stoneware, Terracotta",
            sizes: "80 ml, 200 ml, 300 ml, 400 ml, 500 ml",
            facts: [
                "Safe in the dishwasher and the microwave.", "Thrown by hand, so sizes vary by a few millimetres.",
                "The foot is polished and will not scratch the table.", "The glaze is free of lead and cadmium.",
                "The rim is thin where you drink and thick where it might chip.",
            ]))

    fileprivate static let teapots = Shelf(
        "Tea & Coffee Pots", "TEA", .teapot, by: .kilnStreet, .copperAndRye,
        about: "Pots that pour without dripping; we tried each of them.",
        goods: """
            Kiln Street Round Teapot 1 L | 68.00 | 21
              Four cups. The spout is cut sharp so that the last drop goes back in. Strainer holes inside.
            Kiln Street Side-Handle Pot 300 ml | 54.00 | 9
              For green tea: short, wide, with a hollow handle at a right angle and a clay sieve of 180 holes.
            Odelle Cast-Iron Teapot 0.8 L | 82.00 | 15
              Enamelled inside, with a steel basket. Keeps tea hot for forty minutes; not for the hob.
            Tidewell Glass Teapot 1.2 L | 49.00 | 37
              Borosilicate glass with a bamboo lid, for those who like to watch. Handles a naked flame.
            Rye Lane Moka Pot, Six Cups | 45.00 | 66
              Polished steel rather than aluminium, works on induction. Spare gaskets are a euro each.
            Rye Lane Plunger Pot 1 L | 58.00 | 0
              Double steel walls and a two-layer filter that holds back the mud.
            Saltmarsh Pour-Over Set | 62.00 | 26
              Ribbed porcelain cone and a 600 ml jug in speckled grey. Takes size 2 papers.
            """,
        reviews: """
            5 Pours in one clean arc and does not dribble. Finally.
            5 It has made breakfast slower, which was the idea.
            5 Beautiful on the table and easy to clean.
            4 Very good; the lid needs a finger on it when the pot is full.
            4 Brews exactly the right amount for two.
            3 Does the job. The filter could be finer.
            1 Drips down the side at every single cup.
            """,
        more: Variations(
            kinds: "Teapot, Coffee Pot, Side-Handle Pot",
            materials: "White Porcelain, Red Clay, Blue Stoneware, Black Cast Iron, Celadon",
            sizes: "0.3 L, 0.5 L, 0.8 L, 1.2 L, 1.5 L",
            facts: [
                "The spout is cut sharp and does not drip.", "Comes with a steel basket for loose leaves.",
                "The lid locks while pouring.", "Keeps its heat for about half an hour.",
                "A spare lid can be had for a quarter of the price.",
            ]))

    fileprivate static let glassware = Shelf(
        "Glassware", "GLA", .glass, by: .copperAndRye, .kilnStreet,
        about: "Tumblers, stems and carafes, pressed or blown.",
        goods: """
            Furnace Nine Water Tumblers, Set of Four | 36.00 | 48
              Recycled window glass with a faint green tint and the odd bubble. 280 ml each.
            Furnace Nine Wine Glass | 19.00 | 120
              Blown in one pull, 450 ml, light at 110 g. Suits red and white; sold singly so you can replace one.
            Furnace Nine Carafe 1 L | 42.00 | 25
              A wide belly to breathe in and a waist to hold it by. The tumbler set matches.
            Tidewell Double-Wall Glasses, Pair | 27.00 | 71
              Two layers of borosilicate keep coffee hot and fingers cool. 250 ml.
            Tidewell Pitcher with Cane Handle 1.8 L | 55.00 | 13
              The handle is wrapped in split cane that comes off for washing.
            Lumen Hall Coupe, Pair | 48.00 | 2
              Shallow stemmed bowls of 180 ml, cut with a single ring. For sparkling wine or chocolate mousse.
            Lumen Hall Whisky Tumbler | 23.00 | 57
              A thick, slightly domed base that catches the light. 320 ml, 390 g.
            """,
        reviews: """
            5 Light, thin and tougher than it looks.
            5 The small irregularities are what makes it.
            5 Rings like a bell.
            4 Very pretty. I wash it by hand to be on the safe side.
            4 Sits well in the hand.
            3 Nice, but one had a rather large bubble in the base.
            2 Broke in the second week, and I had hardly touched it.
            """,
        more: Variations(
            kinds: "Tumbler, Wine Glass, Carafe, Beer Glass",
            materials: "Clear Glass, Smoke Glass, Rose Glass, Green Recycled Glass",
            sizes: "180 ml, 250 ml, 320 ml, 450 ml, 600 ml",
            facts: [
                "Mouth-blown in small batches.", "The rim is cut cold and polished in the fire.",
                "Survives the dishwasher on its gentle setting.", "Sold singly, so that one can be replaced.",
                "Made of crystal glass without lead.",
            ]))

    fileprivate static let plates = Shelf(
        "Plates & Bowls", "PLA", .plate, by: .kilnStreet,
        about: "Everyday stoneware and a few pieces for Sunday.",
        goods: """
            Kiln Street Dinner Plate 27 cm | 32.00 | 94
              Flat, with an upright rim of 2 cm that keeps the sauce in. Matt oat glaze.
            Kiln Street Pasta Bowl 23 cm | 34.00 | 77
              Between plate and bowl: deep enough for soup, wide enough for a salad.
            Saltmarsh Side Plate 18 cm | 21.00 | 130
              Speckled grey with a brushed cobalt ring, each ring drawn in one go.
            Saltmarsh Serving Platter 40 cm | 74.00 | 7
              Oval, pressed over a mould that the potter’s grandfather made. Holds a large fish.
            Odelle Rice Bowl | 27.00 | 45
              300 ml with a tall foot to hold it by. Iron glaze that breaks to rust on the rim.
            Bracken & Clay Children’s Plate | 17.50 | 63
              Enamelled steel with a hare that appears as the food disappears. 20 cm.
            Bracken & Clay Salad Bowl 30 cm | 69.00 | 16
              Turned from one piece of beech, oiled with linseed. Wash by hand; oil it again at New Year.
            """,
        reviews: """
            5 Every meal looks as though I had made an effort.
            5 Stacks neatly, does not chip, lovely glaze.
            5 We replaced our whole old set with these.
            4 Just a tiny difference in size between two of them, which I like.
            4 Good weight and a practical rim.
            3 Cutlery leaves grey marks that need a scouring cream.
            2 Two of them arrived cracked.
            """,
        more: Variations(
            kinds: "Dinner Plate, Bowl, Side Plate, Platter",
            materials: "Oat Stoneware, Cobalt Stoneware, Sage Stoneware, White Porcelain, Charcoal Stoneware",
            sizes: "15 cm, 18 cm, 22 cm, 27 cm, 32 cm",
            facts: [
                "Stacks with every other piece of the series.", "Safe in the dishwasher, microwave and a low oven.",
                "Glazed by hand; each piece differs a little.", "The rim keeps the sauce where it belongs.",
                "Fired at 1,240 °C, so it does not soak up water.",
            ]))
}
