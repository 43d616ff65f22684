extension Department {
    static let electronics = Department(
        "Sound & Vision", "Headphones, loudspeakers and cameras that can be opened and repaired.",
        shelves: [.headphones, .speakers, .cameras])
}

extension Shelf {
    fileprivate static let headphones = Shelf(
        "Headphones", "HEA", .headphones, by: .signalPath,
        about: "Over, on and in the ear, with measured weight and running time.",
        goods: """
            Auriel One Closed Headphones | 219.00 | 26
              40 mm drivers, 250 g, leather pads that unclip. Cable on either side, 38 ohms.
            Auriel Open Studio Headphones | 349.00 | 9
              Open back for mixing at night, 300 ohms, velour pads. You will hear the neighbours, and they you.
            Tern Wireless | 169.00 | 48
              Thirty hours on a charge, buttons instead of touch pads, works by cable when empty.
            Tern Wireless Mini | 129.00 | 63
              On-ear and foldable, 148 g. Ten minutes on the cable give three hours of music.
            Pebblewire In-Ear Monitors | 89.00 | 75
              Single balanced driver, four sizes of tip, replaceable cable with standard two-pin ends.
            Pebblewire Sleep Buds | 74.00 | 2
              Flat enough to lie on, soft silicone, no lights. Eight hours.
            Larkspur Children’s Headphones | 45.00 | 0
              Limited to 85 dB, with a cable that lets go before it breaks. For heads from three years.
            """,
        reviews: """
            5 I keep finding new things in old records.
            5 So light that I once walked to the shop in them.
            5 Voices sound like people in the room.
            4 Clear and balanced; bass lovers may want more.
            4 The battery holds what it promises.
            3 Good sound, but my ears get warm after an hour.
            1 The left side went silent after six weeks.
            """,
        more: Variations(
            kinds: "Headphones, Studio Headphones, Wireless Headphones, On-Ear Headphones",
            materials: "Black Leather, Sand Wool, Navy Fabric, Silver Aluminium, Walnut",
            sizes: "32 Ohms, 80 Ohms, 150 Ohms, 300 Ohms",
            facts: [
                "The pads and the cable can be replaced without tools.", "Weighs 240 g on the kitchen scales.",
                "Folds into a pouch of felted wool.", "Tuned by ear and checked by microphone.",
                "Spare parts are promised for ten years.",
            ]))

    fileprivate static let speakers = Shelf(
        "Speakers & Radios", "SPK", .speaker, by: .signalPath,
        about: "Boxes that fill kitchens and living rooms.",
        goods: """
            Auriel Bookshelf Speakers, Pair | 489.00 | 7
              13 cm paper cone and silk dome in birch plywood, 48 Hz to 22 kHz. Wants 40 W or more.
            Auriel Phono Amplifier | 229.00 | 14
              Two times 50 W, a phono input for moving magnets, four knobs and no menu.
            Fathom Kitchen Radio | 119.00 | 39 | radio
              FM and DAB in a walnut case. The dial is a real dial. Splash-proof speaker cloth.
            Fathom Pocket Radio | 38.00 | 92 | radio
              Two AA cells last sixty hours. Long wave too, for the shipping forecast.
            Fathom Bedside Radio | 84.00 | 0 | radio
              Wakes you gently over five minutes, snoozes at a knock on the lid.
            Tern Travel Speaker | 79.00 | 58
              Floats, sings for eighteen hours, hangs on a leather loop. Battery changed with one screw.
            Pebblewire Desk Speakers, Pair | 145.00 | 21
              USB-C in, headphones out, tilted by seven degrees towards your ears.
            """,
        reviews: """
            5 A big, calm sound from a small box.
            5 It has been playing in our kitchen since the day it came.
            5 Buttons you can find in the dark. Thank you.
            4 Sounds warm and clear. The lead is rather short.
            4 Set up in two minutes.
            3 Pleasant sound, but a hiss at very low volume.
            2 Something rattles inside at certain notes.
            """,
        more: Variations(
            kinds: "Speaker, Shelf Speaker, Travel Speaker, Floor Speaker",
            materials: "Walnut, Birch, Black Cloth, Sand Cloth, Red Lacquer",
            sizes: "8 W, 20 W, 40 W, 60 W, 100 W",
            facts: [
                "A plywood body without screws in sight.", "Two inputs, one knob, no app.",
                "The grille comes off for cleaning.", "The manual holds the circuit diagram.",
                "Plays quietly without losing its bass.",
            ]))

    fileprivate static let cameras = Shelf(
        "Cameras", "CAM", .camera, by: .signalPath,
        about: "Film and digital, with straps and film to match.",
        goods: """
            Obscura 35 Compact | 279.00 | 11
              35 mm film, fixed 38 mm lens at f/2.8, zone focus, one AA cell for the meter.
            Obscura Field Camera 4x5 | 1190.00 | 1
              Cherry wood and brass, folds to a box of 21 cm. Lens board included, lens not.
            Obscura Pinhole Kit | 58.00 | 34
              Laser-cut birch to glue in an evening. Takes 120 film, gives twelve dreamy squares.
            Vesper Digital Compact | 540.00 | 16
              A large sensor, a 28 mm lens and five dials. Shoots at once when it is switched on.
            Vesper Instant Camera | 134.00 | 45
              Credit-card prints in ninety seconds; a mirror beside the lens for portraits of oneself.
            Marlowe Leather Camera Strap | 46.00 | 70
              Vegetable-tanned, 110 cm, with round laces that do not scratch the body.
            Vesper Wildlife Camera | 165.00 | 0
              Wakes in 0.2 seconds when a fox walks by, eight months on eight cells, no light to see.
            """,
        reviews: """
            5 Makes me look properly before I press the button.
            5 Beautifully made and simple to use.
            5 The pictures have a character my phone never had.
            4 Excellent. The manual could say more.
            4 Small enough to have it always with me.
            3 Fun, but you need good light.
            2 Mine jammed on the second day out.
            """,
        more: Variations(
            kinds: "Compact Camera, Film Camera, Instant Camera, Folding Camera",
            materials: "Black Leather, Tan Leather, Silver Aluminium, Cherry Wood",
            sizes: "28 mm, 35 mm, 40 mm, 50 mm",
            facts: [
                "Every dial can be set with gloves on.", "The shutter is hardly louder than a blink.",
                "Runs on one cell for about a year.", "A strap and a soft pouch are in the box.",
                "Serviced by us for as long as there are parts.",
            ]))
}
