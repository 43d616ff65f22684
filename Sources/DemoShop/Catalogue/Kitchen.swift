extension Department {
    static let kitchen = Department(
        "Kitchen", "Tools for people who cook every day: sharp, heavy, repairable.",
        shelves: [.knives, .pots, .baking, .storage])
}

extension Shelf {
    fileprivate static let knives = Shelf(
        "Kitchen Knives", "KNI", .knife, by: .copperAndRye,
        about: "Blades for vegetables, bread, fish and meat, with the weight and steel of each given.",
        goods: """
            Thornfeld Chef’s Knife 20 cm | 129.00 | 18
              Forged from one piece of X50CrMoV15 steel and hardened to 58 HRC, with a pear-wood handle and full tang.
              Weighs 215 g and balances at the bolster.
            Thornfeld Paring Knife 9 cm | 44.00 | 62
              The small sister of the chef’s knife, for peeling and trimming in the hand. Pear-wood handle, 70 g.
            Morwen Bread Knife 25 cm | 72.50 | 27
              Scalloped edge that cuts a hard crust without tearing the crumb. Smoked oak handle; can be resharpened.
            Kaidō Santoku 17 cm | 158.00 | 6
              Three layers, with a core of white paper steel that takes a very fine edge and darkens with use.
              Magnolia handle. Not for frozen food or bones.
            Kaidō Nakiri 16 cm | 149.00 | 0
              Straight-edged vegetable knife, 2 mm at the spine. Carbon steel: wipe it dry after every use.
            Fenwright Carving Knife 23 cm | 98.00 | 11
              Slim, slightly flexible blade for roasts and hams, with a walnut handle and three brass rivets.
            Fenwright Filleting Knife 18 cm | 64.00 | 23
              Bends along the backbone of a fish. Stainless steel, handle of cork composite that stays dry to the touch.
            """,
        reviews: """
            5 Sharp out of the box and still sharp after four months of daily onions.
            5 The balance is lovely; my old one feels like a crowbar now.
            5 Cuts tomatoes under its own weight.
            4 Great edge, but the handle could be a touch longer for large hands.
            4 Takes a good edge on the whetstone in five minutes.
            3 Fine blade, though it needed honing within a week.
            2 A small chip in the edge after a fortnight of normal use.
            """,
        more: Variations(
            kinds: "Chef’s Knife, Santoku, Bread Knife, Paring Knife, Carving Knife",
            materials: "Walnut, Pear Wood, Olive Wood, Smoked Oak, Black Linen",
            sizes: "12 cm, 15 cm, 18 cm, 21 cm, 24 cm",
            facts: [
                "Hardened to 58 HRC and ground to 15 degrees a side.", "Full tang with three brass rivets.",
                "Wash it by hand and dry it at once.", "Delivered in a card sheath that is worth keeping.",
                "Can be sent back once a year to be reground.",
            ]))

    fileprivate static let pots = Shelf(
        "Pots & Pans", "POT", .pan, by: .copperAndRye,
        about: "Cast iron, carbon steel and copper that outlive their cooks.",
        goods: """
            Brennholm Cast-Iron Skillet 26 cm | 59.00 | 41
              Seasoned three times with flax oil at the foundry. 2.4 kg, with a pouring lip on both sides.
            Brennholm Dutch Oven 4.7 L | 189.00 | 14
              Enamelled inside in sand, outside in deep blue; the lid drips evenly over the roast. Up to 260 °C.
            Rye Lane Carbon-Steel Pan 28 cm | 68.00 | 33
              Half the weight of cast iron and just as keen to brown. Comes bare, with beeswax to be burnt off.
            Rye Lane Copper Saucepan 1.5 L | 214.00 | 5
              2 mm of copper lined with tin, riveted brass handle. Answers the flame at once, which sugar work wants.
            Fenwright Steel Stockpot 8 L | 112.00 | 19
              18/10 steel with a sandwich base for every hob, including induction. Litre marks on the inside.
            Fenwright Milk Pan 1 L | 38.00 | 56
              Straight sides, two lips, and a rim that does not drip. Fits the smallest ring of any hob.
            Morwen Steamer Basket, Bamboo 24 cm | 27.50 | 74
              Two tiers and a woven lid, sewn with bamboo cord. Sits on a wok or any pot of 22 to 24 cm.
            """,
        reviews: """
            5 Nothing sticks once you have learned not to hurry it.
            5 Heats evenly to the very edge, which I had never had before.
            5 Heavy in the good sense. My grandchildren will cook with it.
            4 Excellent, just be ready for the weight when it is full.
            4 Cleans up with hot water and a brush.
            3 Good, but the handle gets hotter than I expected.
            1 Came with a flat spot on the rim and rocks on my glass hob.
            """,
        more: Variations(
            kinds: "Skillet, Casserole, Saucepan, Sauté Pan, Stockpot",
            materials: "Cast Iron, Carbon Steel, Copper, Blue Enamel, Sand Enamel",
            sizes: "18 cm, 20 cm, 24 cm, 28 cm, 32 cm",
            facts: [
                "Suits gas, electric, ceramic and induction hobs.", "Goes from the hob into the oven, up to 260 °C.",
                "The handle is riveted and can be replaced.", "Season it with a little oil after washing.",
                "Two pouring lips, so left hands are served too.",
            ]))

    fileprivate static let baking = Shelf(
        "Baking", "BAK", .mixingBowl, by: .copperAndRye, .kilnStreet,
        about: "Bowls, tins and small tools for bread and cake.",
        goods: """
            Hollin Stoneware Mixing Bowl 4 L | 46.00 | 38
              Heavy enough to stay put while you whisk, glazed cream with a cane-coloured outside. Dishwasher-safe.
            Hollin Nesting Bowls, Set of Three | 79.00 | 12
              1, 2.5 and 4 litres, one inside the other, in sage, oat and brick.
            Aldercote Proving Basket 22 cm | 24.00 | 85
              Spiral of peeled rattan for a one-kilo loaf, with a washable linen cloth.
            Aldercote Rolling Pin, Beech | 19.50 | 110
              A plain French pin without handles, 45 cm long and tapered, from one piece of steamed beech.
            Pattercake Loaf Tin 900 g | 16.90 | 140
              Blued steel, folded corners, no coating that could wear off. Rust-proof as long as it is kept dry.
            Pattercake Springform 24 cm | 29.00 | 3
              Tinned steel with a flat, lipless base, so that the cake slides off. Leak-tested with water.
            Aldercote Balloon Whisk 28 cm | 22.00 | 67
              Eleven steel wires in a turned cherry handle; the joint is filled, nothing gets in.
            """,
        reviews: """
            5 My sourdough has never looked so good.
            5 Simple and right. I use it every weekend.
            5 Sturdy, well proportioned, no gimmicks.
            4 Does its job very well; I would have liked a larger one too.
            4 Feels like the things in my grandmother’s kitchen.
            3 Works, but takes up more room in the cupboard than I thought.
            2 Arrived with a scratch and a smell of oil that took three washes.
            """,
        more: Variations(
            kinds: "Mixing Bowl, Batter Bowl, Pie Dish, Bread Crock",
            materials: "Cream Stoneware, Sage Stoneware, Brick Stoneware, Blued Steel, White Enamel",
            sizes: "0.5 L, 1 L, 2 L, 3 L, 5 L",
            facts: [
                "Stays put on the table while you stir.", "Safe in the oven up to 250 °C.",
                "Goes into the dishwasher, though a quick rinse does as well.", "Marked inside at every half litre.",
                "Nests with the other sizes of the series.",
            ]))

    fileprivate static let storage = Shelf(
        "Jars & Storage", "JAR", .jar, by: .copperAndRye, .kilnStreet,
        about: "Where flour, pasta, pickles and leftovers live.",
        goods: """
            Clasp & Ring Preserving Jar 1 L | 8.90 | 260
              Thick pressed glass with a wire clasp and a natural-rubber ring. Rings are sold in tens.
            Clasp & Ring Preserving Jar 2 L | 11.90 | 175
              The tall one, for a whole cauliflower or a winter’s worth of lemons.
            Hollin Salt Pig | 34.00 | 29
              Unglazed inside to keep salt dry, with an opening wide enough for a hand. Holds 600 g.
            Hollin Fermenting Crock 5 L | 88.00 | 8
              Water-channel lid lets gas out and no air in. Comes with two stoneware weights.
            Tidewell Glass Canister with Cork 750 ml | 18.50 | 96
              Borosilicate glass blown thin, closed by a whole Portuguese cork. Spaghetti fits the next size up.
            Tidewell Bread Bin, Ash | 76.00 | 0
              Solid ash with a lid that turns over to become a cutting board. 38 x 24 x 19 cm.
            Rye Lane Spice Tins, Set of Eight | 31.00 | 44
              Tinplate with sliding sifter lids and a sheet of labels to write on. 90 ml each.
            """,
        reviews: """
            5 Seals perfectly. The flour moths have given up.
            5 Looks so good that it lives on the open shelf.
            5 Bought four, then six more.
            4 Just the right size for a bag of rice.
            4 The lid fits snugly, a bit too snugly at first.
            3 Pretty, though smaller than it looks in the picture.
            2 One of the lids does not close flush.
            """,
        more: Variations(
            kinds: "Preserving Jar, Canister, Biscuit Jar, Storage Crock",
            materials: "Clear Glass, Smoked Glass, White Stoneware, Green Glass, Grey Stoneware",
            sizes: "250 ml, 500 ml, 750 ml, 1 L, 2 L",
            facts: [
                "The seal is natural rubber and can be replaced.", "Wide enough for a hand and a scoop.",
                "Stacks safely with others of the series.", "Without the lid it may go into the dishwasher.",
                "Has a matt patch to write on with pencil.",
            ]))
}
