extension Department {
    static let furniture = Department(
        "Furniture", "Solid wood, honest joints, delivered flat where it makes sense.",
        shelves: [.chairs, .tables, .shelving])
}

extension Shelf {
    fileprivate static let chairs = Shelf(
        "Chairs & Stools", "CHR", .chair, by: .oakAndAsh,
        about: "To sit at a table, by a stove or in front of a screen.",
        goods: """
            Glenlarch Spindle Chair | 245.00 | 16
              Seven steam-bent spindles wedged into an elm seat. Ash, soap finish, 4.2 kg.
            Glenlarch Milking Stool | 85.00 | 38
              Three legs never wobble. Oak, 42 cm high, carries 130 kg.
            Tarbet Dining Chair | 198.00 | 24
              Beech frame with a seat woven from 120 m of paper cord. Two come in one box.
            Tarbet Bar Stool 66 cm | 169.00 | 11
              Foot rail capped in brass, where shoes would wear it. Walnut-stained ash.
            Moss & Mortise Lounge Chair | 620.00 | 2
              Low oak frame, loose cushions in moss-green wool. Covers come off for washing.
            Moss & Mortise Rocking Chair | 540.00 | 0
              Runners laminated from nine layers of ash, so they will not split. Rocks without creeping.
            Garnock Folding Chair | 74.00 | 55
              Folds to 5 cm. Beech and galvanised steel, happy outdoors from May to October.
            """,
        reviews: """
            5 I sit better and, I am told, straighter.
            5 The joints are a joy to look at from below.
            5 Not a creak in eight months.
            4 Comfortable, even for my long legs.
            4 Easy to put together. One felt pad was missing.
            3 Handsome, but the seat is hard without a cushion.
            2 One leg was a few millimetres short.
            """,
        more: Variations(
            kinds: "Dining Chair, Stool, Armchair, Bench",
            materials: "Oak, Ash, Walnut, Beech, Black Ash",
            sizes: "Seat 42 cm, Seat 45 cm, Seat 48 cm, Seat 66 cm",
            facts: [
                "Carries 130 kg.", "Finished with hard oil that can be renewed at home.",
                "Comes in one piece, ready to sit on.", "The joints are wedged, not screwed.",
                "From wood that was felled within 100 km.",
            ]))

    fileprivate static let tables = Shelf(
        "Tables & Desks", "TBL", .table, by: .oakAndAsh,
        about: "From side tables to the one where everybody meets.",
        goods: """
            Glenlarch Dining Table 180 cm | 980.00 | 5
              Solid oak of 28 mm on trestle legs that knock down with wedges. Seats six, eight at Christmas.
            Glenlarch Extension Table 140–220 cm | 1240.00 | 2
              Two leaves live under the top and unfold by one person. Ash, white oil.
            Tarbet Writing Desk | 465.00 | 9
              120 x 60 cm with one shallow drawer and a slot for cables. Walnut veneer, solid edges.
            Tarbet Side Table | 135.00 | 31
              A round top of 40 cm with a lip, three turned legs. Just high enough for the arm of a sofa.
            Moss & Mortise Coffee Table | 310.00 | 12
              Low slab of elm, 110 cm, with a shelf of woven cane below for magazines.
            Garnock Standing Desk | 690.00 | 0
              Beech top, steel frame, cranked by hand from 68 to 116 cm. No motor, no fault codes.
            Garnock Trestles, Pair | 110.00 | 40
              Birch plywood, 72 cm, folds flat. Put a door on them and you have a workshop.
            """,
        reviews: """
            5 The top is one beautiful piece of wood. People stroke it.
            5 Rock solid, no wobble at all.
            5 Two of us had it standing within half an hour.
            4 Very happy. Oil it twice before you spill wine.
            4 Exactly the size it claims to be.
            3 Good table, but the finish marks easily.
            2 The holes did not line up; I had to drill one anew.
            """,
        more: Variations(
            kinds: "Dining Table, Desk, Side Table, Coffee Table",
            materials: "Oak, Ash, Walnut, Elm, Birch Plywood",
            sizes: "60 cm, 90 cm, 120 cm, 160 cm, 200 cm",
            facts: [
                "The legs come off without tools.", "The top is solid and can be sanded again and again.",
                "Seats one person for every 60 cm.", "Felt pads are fitted already.",
                "Oil it on the first day and once a year after that.",
            ]))

    fileprivate static let shelving = Shelf(
        "Shelves & Cabinets", "SHE", .shelf, by: .oakAndAsh,
        about: "Places to put things, so that they stop lying about.",
        goods: """
            Glenlarch Bookcase, Five Shelves | 540.00 | 8
              Oak, 90 x 190 cm, boards of 24 mm that do not sag under atlases. Wall bracket included.
            Tarbet Ladder Shelf | 185.00 | 20
              Leans on the wall, holds with two rubber feet and a screw. Ash, 56 cm wide.
            Tarbet Wall Shelf 80 cm | 62.00 | 76
              Hidden steel brackets carry 15 kg. Oak, or black-stained ash on request.
            Moss & Mortise Sideboard | 1150.00 | 1
              Sliding doors of woven cane in a walnut body, 160 cm. Adjustable feet for old floors.
            Moss & Mortise Bedside Cabinet | 240.00 | 14
              One drawer on wooden runners, waxed, and a shelf for the books you will read next.
            Garnock Peg Rail, Six Pegs | 48.00 | 95
              Beech, 90 cm, turned pegs. Coats, towels, brooms, anything with a loop.
            Garnock Shoe Bench | 155.00 | 17
              Two slatted shelves for eight pairs and a seat to tie them on. 80 x 32 cm.
            """,
        reviews: """
            5 Holds three hundred books and has not moved a hair.
            5 Fits the alcove to the millimetre.
            5 Clear instructions, good screws, all there.
            4 Solid. Have a second pair of hands ready.
            4 The wood smells wonderful.
            3 Nice, but I would have liked one more board for the price.
            2 The back panel arrived with a dented corner.
            """,
        more: Variations(
            kinds: "Bookcase, Wall Shelf, Cabinet, Sideboard",
            materials: "Oak, Ash, Walnut, Birch, White Beech",
            sizes: "60 cm, 80 cm, 100 cm, 140 cm, 180 cm",
            facts: [
                "Each board carries 25 kg.", "A wall bracket and screws for brick are in the box.",
                "The boards can be set at any height.", "Adjustable feet for old floors.",
                "Two people need about half an hour to set it up.",
            ]))
}
