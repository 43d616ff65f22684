extension Department {
    static let toys = Department(
        "Toys & Games", "Wood, wool and cardboard; batteries in none of them.",
        shelves: [.woodenToys, .softToys, .boardGames, .puzzles])
}

extension Shelf {
    fileprivate static let woodenToys = Shelf(
        "Wooden Toys", "WOO", .train, by: .littleArk,
        about: "Beech, maple and paint that may be chewed.",
        goods: """
            Millwright Train with Three Wagons | 54.00 | 28
              Beech, magnets that cannot come out, fits the usual wooden tracks. From two years.
            Millwright Track Set, 40 Pieces | 68.00 | 19
              Curves, points, a bridge and a tunnel big enough for a hand.
            Millwright Crane Truck | 46.00 | 24
              The hook really lifts; the crank clicks in both directions.
            Tinkerlane Building Blocks, 60 | 59.00 | 37
              Maple, six shapes, half of them plain and half stained. Cotton sack with a drawstring.
            Tinkerlane Stacking Boats | 32.00 | 51
              Seven hulls that nest on land and float in the bath.
            Tinkerlane Spinning Top, Large | 18.50 | 90
              Turned limewood in stripes, spins for three minutes on a good table.
            Noah’s Shed Animals, Twelve Pairs | 88.00 | 0
              Sawn and painted by hand; one of the foxes is always smiling.
            """,
        reviews: """
            5 Played with daily for a year and hardly a scratch.
            5 Beautiful enough to leave out when visitors come.
            5 The little one takes it to bed.
            4 Very well made. A little bigger than I thought.
            4 Smooth edges, bright colours, no smell.
            3 Sweet, but the paint chips on stone floors.
            2 One wheel was loose when we unpacked it.
            """,
        more: Variations(
            kinds: "Train, Truck, Tractor, Tram",
            materials: "Beech, Maple, Red Beech, Blue Beech, Cherry",
            sizes: "12 cm, 18 cm, 25 cm, 40 cm",
            facts: [
                "Painted with colours that may be chewed.", "The wheels are pinned with steel, not glued.",
                "Fits the usual wooden tracks.", "For children from eighteen months.",
                "Sanded four times, the last time by hand.",
            ]))

    fileprivate static let softToys = Shelf(
        "Soft Toys", "SOF", .bear, by: .littleArk,
        about: "Friends with sewn eyes and washable coats.",
        goods: """
            Bramble Bear 30 cm | 44.00 | 46
              Mohair and cotton, jointed arms and legs, filled with wool. Washes at 30 °C.
            Bramble Bear, Pocket Size 12 cm | 19.00 | 82
              Fits a coat pocket and most worries.
            Bramble Old Bear 45 cm | 79.00 | 5
              With a growl that works when he is tipped, and a jumper knitted in Fairhill wool.
            Thimble Bear Cub, Organic Cotton | 26.00 | 60
              For newborns: stitched nose, no loose parts, tested to be sucked.
            Thimble Night Bear | 34.00 | 0
              A heat pack of cherry stones in the belly. Two minutes in the microwave, one hour of warmth.
            Thimble Bear Family, Set of Three | 58.00 | 14
              Large, middling and small, with a bowl for each.
            """,
        reviews: """
            5 Love at first sight. He goes everywhere.
            5 Survived the washing machine four times.
            5 So soft, and the face has real character.
            4 Darling. The ribbon came undone quickly.
            4 Good seams, I checked twice.
            3 Cute, though smaller than the picture suggests.
            2 A seam opened under the arm.
            """,
        more: Variations(
            kinds: "Bear, Bear Cub, Night Bear, Travelling Bear",
            materials: "Honey Mohair, Brown Cotton, Grey Wool, Oat Fleece, Cinnamon Corduroy",
            sizes: "12 cm, 20 cm, 30 cm, 45 cm",
            facts: [
                "Washes at 30 °C and dries in a day.", "The eyes are sewn, so there is nothing to swallow.",
                "Filled with wool from the same valley.", "Signed on the left foot.",
                "Repaired free of charge, with a plaster.",
            ]))

    fileprivate static let boardGames = Shelf(
        "Board Games", "GAM", .dice, by: .littleArk, .secondFloor,
        about: "Rules on two pages or fewer.",
        goods: """
            Harbourmaster | 42.00 | 31
              Load ships, bribe cranes, beat the tide. Two to four players, 45 minutes, from ten years.
            Nine Bridges | 34.00 | 44
              A walking puzzle in a town that changes. One or two players, 20 minutes.
            Beekeeper’s Gambit | 38.00 | 9
              Trick-taking with honey. Three to five players; linen-finish cards.
            Night Train to Anywhere | 46.00 | 22
              Everybody knows one stop, nobody knows the line. Cooperative, from eight years.
            Market Square Draughts Set | 58.00 | 13
              Folding board of walnut and maple, pieces with felt feet. Backgammon on the inside.
            Tinkerlane Dice, Set of Ten | 16.00 | 120
              Turned bone-white resin, brass-filled pips, edges sharp enough to roll true.
            Fog over Fennimore | 49.00 | 0
              A detective game that folds shut into its own solution. Two to six players.
            """,
        reviews: """
            5 Learned in five minutes, played until midnight.
            5 The material is gorgeous: thick card and real wood.
            5 Works just as well with children as with my chess club.
            4 Great fun. The box could be smaller.
            4 Quick, clever and a little mean.
            3 Fine, but luck decides too much for my taste.
            2 Two pieces were missing from the box.
            """,
        more: Variations(
            kinds: "Board Game, Card Game, Dice Game, Travel Game",
            materials: "Maple Box, Walnut Box, Linen Card, Red Tin",
            sizes: "1–2 Players, 2–4 Players, 3–5 Players, 2–6 Players",
            facts: [
                "Explained in five minutes.", "Plays in about half an hour.",
                "Rules in six languages.", "Replacement pieces are free for life.",
                "Luck decides a little, never everything.",
            ]))

    fileprivate static let puzzles = Shelf(
        "Puzzles", "PUZ", .puzzle, by: .littleArk,
        about: "For rainy weekends and long tables.",
        goods: """
            Inkwell Puzzle ‘Glasshouse’, 1000 pieces | 26.00 | 48
              Sixty-one kinds of leaf, all green. You have been warned. Thick card, matt, 68 x 48 cm.
            Inkwell Puzzle ‘Night Market’, 1000 pieces | 26.00 | 37
              Lanterns, dumplings and one hidden heron.
            Inkwell Puzzle ‘Old Map’, 500 pieces | 19.50 | 55
              An archipelago that nobody has visited; the names are worth reading.
            Inkwell Puzzle ‘All Our Birds’, 2000 pieces | 38.00 | 8
              Life-size heads, two posters to go by, a sorting tray of card.
            Sawdust Wooden Puzzle ‘Fox’, 130 pieces | 34.00 | 16
              Laser-cut birch, every piece a shape: acorn, boot, crescent. In a wooden box.
            Sawdust First Puzzle, Four Animals | 22.00 | 64
              Four puzzles of three to six thick pieces, from eighteen months.
            Sawdust Puzzle Board | 49.00 | 0
              Felt-covered, 75 x 55 cm, with two drawers, so that supper can be served.
            """,
        reviews: """
            5 Pieces click. You know when you are right.
            5 Three generations around the table, nobody looked at a screen.
            5 Sharp print, no dust, all pieces there.
            4 Harder than it looks, in the best way.
            4 Good quality card and a lovely picture.
            3 Nice picture, though some pieces fit in two places.
            1 One piece was missing. One!
            """,
        more: Variations(
            kinds: "Puzzle, Round Puzzle, Panorama Puzzle, Wooden Puzzle",
            materials: "Matt Card, Linen Card, Birch, Recycled Card",
            sizes: "100 pieces, 300 pieces, 500 pieces, 1000 pieces, 2000 pieces",
            facts: [
                "The pieces click when they are right.", "Printed without glare, for lamplight.",
                "No two pieces are alike.", "A sheet of the picture is folded into the box.",
                "Lost pieces are cut anew for the postage.",
            ]))
}
