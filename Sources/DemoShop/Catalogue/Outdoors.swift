extension Department {
    static let outdoors = Department(
        "Outdoors", "Shelter, water and light for nights away from the socket.",
        shelves: [.tents, .flasks, .camp])
}

extension Shelf {
    fileprivate static let tents = Shelf(
        "Tents & Sleeping", "TEN", .tent, by: .highMeadow,
        about: "Weights as weighed by us, pegs and bags included.",
        goods: """
            Skerry Two-Person Tent | 389.00 | 13
              2.1 kg, two doors, inner and outer pitched together in four minutes. 3,000 mm of water column.
            Skerry Solo Tent | 298.00 | 9
              1.2 kg with one hoop and a porch for boots. Green, so that the sheep stay calm.
            Bellweather Canvas Tent 4 x 4 m | 640.00 | 3
              Polycotton of 285 g on one pole, with a sleeve for a stove pipe. 21 kg: bring a car.
            Bellweather Tarp 3 x 3 m | 96.00 | 37
              Nineteen loops, ripstop in ochre, 620 g. Two sticks and some cord make a roof.
            Skerry Down Sleeping Bag, 0 °C | 279.00 | 16
              650 g of duck down, traceable. Comfort 0, limit −6. Zips to its partner.
            Skerry Sleeping Mat | 118.00 | 42
              8 cm thick, R-value 4.1, rolls to the size of a bottle. Repair patches inside the valve.
            Bellweather Hammock | 72.00 | 0
              Cotton from El Salvador, carries 160 kg. Tree straps that do not cut the bark.
            """,
        reviews: """
            5 Storm, hail and a curious cow, and we slept through it all.
            5 Up in minutes, even in the dark.
            5 Lighter than stated by thirty grams. Who does that?
            4 Roomy for its weight. The bag it comes in is tight.
            4 Warm and dry for a fortnight in the hills.
            3 Good quality, but too short if you are over 1.90 m.
            2 A seam let water in during the first heavy rain.
            """,
        more: Variations(
            kinds: "Tent, Dome Tent, Tarp Shelter, Bivouac",
            materials: "Green Ripstop, Ochre Ripstop, Sand Canvas, Red Nylon, Navy Nylon",
            sizes: "1 Person, 2 Persons, 3 Persons, 4 Persons",
            facts: [
                "Pitched by one person in five minutes.", "Holds back 3,000 mm of water.",
                "Pegs, lines and a repair kit are included.", "The poles are marked by colour.",
                "The porch takes boots and a wet dog.",
            ]))

    fileprivate static let flasks = Shelf(
        "Bottles & Flasks", "FLA", .flask, by: .highMeadow, .copperAndRye,
        about: "Hot stays hot, cold stays cold, lids stay on.",
        goods: """
            Wellhead Bottle 0.5 L | 27.00 | 140
              Single-walled steel, 165 g, wide mouth for ice. Forest, sand or bare.
            Wellhead Bottle 1 L | 34.00 | 95
              The same, twice as thirsty. The lid’s loop holds a carabiner.
            Hearthside Vacuum Flask 0.75 L | 48.00 | 61
              Soup at 68 °C after ten hours, measured in January on a roof. The cup has a handle.
            Hearthside Food Jar 0.4 L | 39.00 | 38
              Wide neck and a folding spoon in the lid. Keeps porridge warm until the summit.
            Hearthside Tea Flask with Strainer | 44.00 | 0
              Turn it over to stop the brewing. Glass inside steel, 350 ml.
            Pocketwell Collapsible Bottle | 22.00 | 77
              Silicone, 600 ml, rolls up to the size of a fist. Does not taste of anything.
            Wellhead Water Carrier 10 L | 31.00 | 24
              Folds flat, tap at the bottom, handle that two people can hold.
            """,
        reviews: """
            5 Tea still too hot to drink at lunchtime.
            5 Dropped down a ravine. Dent, no leak.
            5 Easy to clean and does not smell of anything.
            4 Great, though the paint chips at the bottom.
            4 Fits the side pocket and the bicycle cage.
            3 Keeps its temperature, but the lid has too many parts.
            1 Leaked in my bag, and my notes are tea-coloured now.
            """,
        more: Variations(
            kinds: "Bottle, Vacuum Flask, Food Jar, Travel Flask",
            materials: "Forest Steel, Sand Steel, Bare Steel, Coral Steel, Navy Steel",
            sizes: "0.35 L, 0.5 L, 0.75 L, 1 L, 1.5 L",
            facts: [
                "Keeps tea above 60 °C for eight hours.", "No plastic touches the drink.",
                "The lid comes apart into two pieces for washing.", "Fits a bicycle cage and most car holders.",
                "Seals can be ordered for as long as we exist.",
            ]))

    fileprivate static let camp = Shelf(
        "Camp Light & Fire", "LAN", .lantern, by: .highMeadow, .lampwright,
        about: "What turns a clearing into a living room.",
        goods: """
            Glimmer Camp Lantern | 62.00 | 44
              Warm LED dimmed by a wheel, 4 to 300 hours. Charges a phone in need. 390 g.
            Glimmer Head Torch | 49.00 | 83
              350 lumens, red light for the tent, 78 g with its cell. One button, no sequences to learn.
            Glimmer Storm Lantern | 38.00 | 29
              Paraffin, tinplate, a design that needed no change since 1912. Burns twenty hours.
            Tinderline Twig Stove | 57.00 | 18
              Boils a litre on two handfuls of sticks in eight minutes. Folds to the size of a book.
            Tinderline Fire Steel | 16.00 | 120
              12,000 strikes, works wet. The handle is antler that a deer had finished with.
            Tinderline Folding Grill | 45.00 | 0
              Stainless rods that roll up, legs for uneven ground. 36 x 30 cm.
            Hatchling Camp Axe | 84.00 | 12
              Forged head of 600 g on a hickory shaft of 38 cm, leather mask. For kindling, not for trees.
            """,
        reviews: """
            5 The whole campsite came over to ask about it.
            5 Simple, strong, and it packs small.
            5 Works in wind and drizzle, tested thoroughly.
            4 Very good. A pouch would have been nice.
            4 Has earned its place in the rucksack.
            3 Fine in summer; I would not rely on it in frost.
            2 Stopped working properly on the second trip.
            """,
        more: Variations(
            kinds: "Lantern, Storm Lantern, Camp Light, Table Lantern",
            materials: "Brick Enamel, Forest Enamel, Brass, Black Steel, Sand Enamel",
            sizes: "14 cm, 18 cm, 24 cm, 30 cm",
            facts: [
                "Burns or shines through a whole night.", "Stands, hangs and packs small.",
                "Spare glass is kept in stock.", "Works in rain and wind.",
                "The handle stays cool.",
            ]))
}
