extension Department {
    static let sport = Department(
        "Cycling & Sport", "Bicycles for getting there, balls for the afternoon, weights for January.",
        shelves: [.bicycles, .balls, .strength])
}

extension Shelf {
    fileprivate static let bicycles = Shelf(
        "Bicycles", "BIK", .bicycle, by: .spokeAndSaddle,
        about: "Assembled, trued and test-ridden. Frames in the sizes given.",
        goods: """
            Quai City Bicycle, Seven Gears | 890.00 | 8
              Steel frame, hub gears, dynamo lights, full chain case: nothing to adjust, ever. 15.8 kg.
            Quai Step-Through, Eight Gears | 940.00 | 5
              The low frame for skirts, children’s seats and stiff knees. Sage green, wicker basket.
            Loire Touring Bicycle | 1480.00 | 3
              Chromoly, 27 gears down to a wall-climbing 22/36. Three bottle cages, racks at both ends.
            Loire Gravel Bicycle | 1690.00 | 2
              45 mm tyres, disc brakes, mounts for everything. 10.4 kg in size M.
            Pavé Single-Speed | 620.00 | 11
              One gear, two brakes, a bell. Flip-flop hub; brick red or bare lacquered steel.
            Pavé Children’s Bicycle 20" | 340.00 | 14
              7.9 kg, six gears, brake levers for small hands. We buy it back when it is outgrown.
            Velour Folding Bicycle | 1150.00 | 0
              Folds in twelve seconds to 60 x 58 x 30 cm. Three gears and a place under every desk.
            """,
        reviews: """
            5 Rides like a dream. I take detours now.
            5 Arrived perfectly adjusted; saddle up and off I went.
            5 Quiet, quick and very pretty.
            4 A fine machine. I put on another saddle.
            4 Climbs better than I do.
            3 Good bicycle, but the stand is too short.
            2 The rear brake squealed from the start.
            """,
        more: Variations(
            kinds: "City Bicycle, Touring Bicycle, Gravel Bicycle, Step-Through",
            materials: "Sage Steel, Brick Steel, Navy Steel, Cream Steel, Black Aluminium",
            sizes: "Frame 46, Frame 50, Frame 54, Frame 58, Frame 62",
            facts: [
                "Hub dynamo and lights at both ends.", "Leaves us trued, oiled and test-ridden.",
                "Takes tyres up to 45 mm.", "Mudguards, rack and bell are fitted.",
                "All bearings are standard sizes.",
            ]))

    fileprivate static let balls = Shelf(
        "Balls & Games", "BAL", .ball, by: .spokeAndSaddle, .littleArk,
        about: "For parks, beaches and back yards.",
        goods: """
            Commons Football, Size 5 | 38.00 | 70
              Thirty-two hand-sewn panels in a workshop that pays properly. 430 g.
            Commons Basketball, Size 7 | 42.00 | 46
              Grippy composite cover for asphalt and hall. Arrives pumped, needle included.
            Sandpiper Beach Volleyball | 34.00 | 33
              Soft-touch panels, water-repellent stitching, saffron and white.
            Sandpiper Paddle Bats with Ball | 26.50 | 59
              Two bats of beech plywood and a rubber ball that floats.
            Greenside Boules, Set of Six | 64.00 | 15
              Chromed steel, 720 g each, three patterns, with jack and cotton bag.
            Greenside Croquet Set for Four | 145.00 | 4
              Ash mallets, real wood balls, and steel hoops that do not bend. Packed in a long box.
            Commons Juggling Balls, Three | 19.00 | 0
              Suede, filled with millet, 110 g each. A card with the first three lessons.
            """,
        reviews: """
            5 Out every evening since we bought it.
            5 Good grip, keeps its air, and takes a beating.
            5 Children and grandparents both play. What more can one ask?
            4 Good quality. The bag is rather thin.
            4 Nice weight, feels like the real thing.
            3 All right, although it wears quickly on asphalt.
            2 Lost its shape within a few weeks.
            """,
        more: Variations(
            kinds: "Football, Basketball, Volleyball, Handball",
            materials: "White Leather, Orange Composite, Blue Rubber, Yellow Suede, Red Rubber",
            sizes: "Size 1, Size 3, Size 4, Size 5, Size 7",
            facts: [
                "Sewn by hand in a workshop that pays properly.", "Holds its air for months.",
                "Arrives pumped and ready to play.", "Grips well even when it is wet.",
                "For park, hall and beach.",
            ]))

    fileprivate static let strength = Shelf(
        "Strength & Yoga", "STR", .kettlebell, by: .spokeAndSaddle,
        about: "Iron, cork and a little willpower.",
        goods: """
            Foundry Kettlebell 8 kg | 39.00 | 64
              One cast, smooth handle of 33 mm, flat base. Powder-coated, so it will not mark the floor much.
            Foundry Kettlebell 16 kg | 69.00 | 41
              The one most people end up with.
            Foundry Kettlebell 24 kg | 98.00 | 13
              Green ring on the handle so that nobody picks it up by mistake.
            Foundry Dumbbells 5 kg, Pair | 58.00 | 36
              Hexagonal, so they stay put; rubber over iron, knurled grip.
            Stillwater Cork Yoga Mat | 76.00 | 52
              4 mm of cork on natural rubber, grips better when you sweat. 183 x 66 cm.
            Stillwater Meditation Cushion | 48.00 | 27
              Filled with buckwheat hulls through a zip, so its height is yours. Rust cotton.
            Stillwater Skipping Rope, Leather | 21.00 | 0
              Ball bearings in beech handles. 2.9 m, shortened with a knot.
            """,
        reviews: """
            5 No excuses left. It stands in the hall and looks at me.
            5 Better made than the ones at my gym.
            5 Good grip, even with sweaty hands.
            4 Solid. Smelled a little of rubber at first.
            4 Just right for training at home.
            3 Does what it must, the finish could be smoother.
            2 The coating flaked off after a month.
            """,
        more: Variations(
            kinds: "Kettlebell, Competition Kettlebell, Weight, Training Bell",
            materials: "Cast Iron, Black Powder Coat, Teal Vinyl, Grey Rubber, Coral Vinyl",
            sizes: "4 kg, 8 kg, 12 kg, 16 kg, 20 kg, 24 kg",
            facts: [
                "One cast, without seams or screws.", "A flat base that does not roll.",
                "The weight is right to fifty grams.", "The handle is wide enough for two hands.",
                "Kind to floors, within reason.",
            ]))
}
