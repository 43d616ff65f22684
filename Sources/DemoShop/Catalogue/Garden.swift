extension Department {
    static let garden = Department(
        "Plants & Garden", "Things that grow and things that help them.",
        shelves: [.houseplants, .gardenTools, .seeds])
}

extension Shelf {
    fileprivate static let houseplants = Shelf(
        "Houseplants", "PLT", .plant, by: .glasshouse,
        about: "Raised in our own glasshouse and sent out with moist roots and a care card.",
        goods: """
            Swiss Cheese Plant, 17 cm pot | 34.00 | 38
              About 60 cm tall with the first split leaves. Bright, no midday sun; water when the top 3 cm are dry.
            Snake Plant, 14 cm pot | 22.00 | 71
              Forgives holidays, dark corners and beginners. 45 cm.
            Fiddle-Leaf Fig, 21 cm pot | 68.00 | 9
              A single stem of 110 cm. Wants light, warmth and to be left where it stands.
            String of Pearls, hanging pot | 19.50 | 26
              Trails to a metre. Water it when the pearls begin to wrinkle.
            Bishop’s Cap Cactus, 9 cm pot | 14.00 | 54
              Five ribs, no spines, a yellow flower if you keep it cool in winter.
            Boston Fern, 15 cm pot | 21.00 | 0
              Loves bathrooms. Mist it, and never let it dry out entirely.
            Prayer Plant, 12 cm pot | 18.50 | 33
              Folds its leaves at dusk and opens them at breakfast. Filtered light, soft water.
            """,
        reviews: """
            5 Arrived healthy, upright and carefully packed.
            5 Three new leaves in the first month.
            5 Bigger and bushier than I dared to hope.
            4 One bent leaf from the journey, otherwise perfect.
            4 The care card is really useful.
            3 Looks well, but it came with a few gnats in the soil.
            2 Dropped half of its leaves in the first week.
            """,
        more: Variations(
            kinds: "Monstera, Snake Plant, Philodendron, Calathea, Fern, Rubber Plant",
            materials: "Young Plant, Established Plant, Trained on a Pole, Hanging Plant",
            sizes: "9 cm pot, 12 cm pot, 15 cm pot, 17 cm pot, 21 cm pot", named: .breed,
            facts: [
                "Bright, but out of the midday sun.", "Water it when the top three centimetres are dry.",
                "Sent with moist roots and a card on its care.", "Grown without peat.",
                "Not for cats that chew leaves.",
            ]))

    fileprivate static let gardenTools = Shelf(
        "Garden Tools", "GAR", .wateringCan, by: .glasshouse, .oakAndAsh,
        about: "Forged, sharpened and hafted in ash.",
        goods: """
            Drizzle Watering Can 5 L | 49.00 | 32
              Galvanised steel with a brass rose that rains rather than pours. Balanced when full.
            Drizzle Indoor Can 0.9 L | 36.00 | 47
              A long, thin spout that finds the soil under the leaves. Powder-coated in mustard.
            Loamworks Hand Trowel | 27.00 | 78
              Forged carbon steel, ash handle, a mark every 5 cm for planting depth.
            Loamworks Border Spade | 74.00 | 16
              Narrow blade for working between plants, 1.9 kg, with a tread for boots.
            Loamworks Secateurs | 58.00 | 23
              Cuts 20 mm. Blade, spring and bolt can be bought singly; red grips that are easy to find in grass.
            Potter’s Row Terracotta Pots, Five | 32.00 | 60
              13 cm, frost-proof, with saucers. They grow green in a year, as they should.
            Potter’s Row Planter 40 cm | 85.00 | 0
              Hand-pressed clay with a rope pattern. Weighs 14 kg empty, so choose the place first.
            """,
        reviews: """
            5 The best I have had in thirty years of gardening.
            5 Good weight and clean edges. Made to last.
            5 Feels like an heirloom already.
            4 Excellent. I oiled the wood once before use.
            4 Practical and nicely made.
            3 Works well, but rust showed after a night in the rain.
            2 It bent on the first stone.
            """,
        more: Variations(
            kinds: "Watering Can, Indoor Can, Rain Can",
            materials: "Galvanised Steel, Copper, Forest Enamel, Mustard Enamel, Brick Enamel",
            sizes: "0.9 L, 1.5 L, 3 L, 5 L, 9 L",
            facts: [
                "The rose is brass and unscrews for cleaning.", "Balanced when full, light when empty.",
                "The seams are soldered, not glued.", "May stay outside all year.",
                "The long spout reaches the back of the bed.",
            ]))

    fileprivate static let seeds = Shelf(
        "Seeds & Bulbs", "SEE", .seedPacket, by: .glasshouse,
        about: "Open-pollinated, tested for germination this year.",
        goods: """
            Cornflower Meadow Mix, 10 g | 4.90 | 320
              Nine annuals for bees and for you. Enough for 5 m²; sow from March to May.
            Tomato ‘Old Ferryman’ | 3.60 | 240
              Flat, ridged, sweet, ripe in August. About 20 seeds; start indoors in March.
            Runner Bean ‘Signal Red’ | 3.20 | 275
              Flowers first, beans after, up to 2.5 m. 40 seeds.
            Kale ‘Coal Miner’ | 2.90 | 180
              Almost black, crinkled, sweeter after the first frost. 150 seeds.
            Basil, Three Sorts | 7.50 | 96
              Sweet, lemon and holy basil in one envelope, with labels.
            Tulip Bulbs ‘Late Lantern’, 25 | 16.50 | 0
              Apricot with a plum flame, 50 cm. Plant them 15 cm deep in November.
            Crocus Bulbs for Lawns, 100 | 21.00 | 44
              Purple, white and striped, and they spread. Do not mow until May.
            """,
        reviews: """
            5 Nearly every one came up.
            5 The bed is full of colour and bees.
            5 Clear instructions on the packet, good germination.
            4 Took two weeks longer than stated, then grew like mad.
            4 Healthy and strong. I will save some for next year.
            3 About half came up, though that may be my soil.
            2 Hardly anything germinated.
            """,
        more: Variations(
            kinds: "Tomato, Kale, Sweet Pea, Runner Bean, Poppy, Lettuce, Sunflower",
            materials: "Early, Main Crop, Late, Dwarf",
            sizes: "20 seeds, 40 seeds, 100 seeds, 250 seeds", named: .breed,
            facts: [
                "Sow under glass in March or outside in May.", "Open-pollinated: save your own for next year.",
                "Tested this spring: nine in ten came up.", "Likes sun and a wall at its back.",
                "The packet folds into a label.",
            ]))
}
