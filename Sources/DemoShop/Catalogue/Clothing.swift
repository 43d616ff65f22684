extension Department {
    static let clothing = Department(
        "Clothing", "Plain, well-cut clothes from natural fibres, made to be mended.",
        shelves: [.shirts, .knitwear, .hats])
}

extension Shelf {
    fileprivate static let shirts = Shelf(
        "Shirts", "SHI", .shirt, by: .loomAndLast,
        about: "Cotton, linen and flannel, with buttons that stay on.",
        goods: """
            Somes Oxford Shirt, White | 79.00 | 66
              Cotton of 150 g with a soft collar. Mother-of-pearl buttons, sewn with a shank. S to XXL.
            Somes Oxford Shirt, Pale Blue | 79.00 | 58
              The same shirt in the colour everybody needs a second one of.
            Somes Flannel Overshirt, Moss | 118.00 | 21
              Brushed cotton, two chest pockets, long enough to wear untucked. Shrunk before cutting.
            Ardent Linen Shirt, Rust | 95.00 | 14
              Linen from Flanders, woven in Romania. Creases beautifully, dries in an hour.
            Ardent Grandad-Collar Shirt | 88.00 | 0
              A band instead of a collar, half placket, undyed cotton with flecks of seed.
            Workaday T-Shirt, Heavy | 34.00 | 150
              240 g jersey, taped shoulders, side seams that do not twist. Seven colours.
            Workaday Chore Shirt, Indigo | 104.00 | 32
              Sashiko cotton that fades where you bend. Wash it alone the first three times.
            """,
        reviews: """
            5 Fits as if it had been measured on me.
            5 After thirty washes it still looks new.
            5 Good heavy cloth and proper stitching.
            4 True to size. Sleeves are a little long.
            4 My go-to for office and garden.
            3 Nice cloth, but it comes up wider than the table says.
            2 Lost a button in the first week.
            """,
        more: Variations(
            kinds: "Shirt, Overshirt, T-Shirt, Work Shirt, Blouse",
            materials: "White Cotton, Indigo Cotton, Rust Linen, Moss Flannel, Striped Cotton",
            sizes: "Size XS, Size S, Size M, Size L, Size XL",
            facts: [
                "Wash at 40 °C and dry on the line.", "Buttons of corozo nut, sewn with a shank.",
                "A spare button and a length of yarn are sewn inside.", "Cut roomy in the shoulders.",
                "The cloth was washed before it was cut.",
            ]))

    fileprivate static let knitwear = Shelf(
        "Knitwear", "KNT", .sweater, by: .loomAndLast,
        about: "Jumpers and cardigans from wool you can trace to a hill.",
        goods: """
            Fairhill Yoke Jumper | 189.00 | 13
              Knitted in the round with a patterned yoke in four natural colours. No seams to itch.
            Fairhill Fisherman’s Jumper, Navy | 165.00 | 27
              Oiled wool, five-ply, tight enough to turn rain. Takes a winter to soften.
            Fairhill Cardigan with Pockets | 174.00 | 9
              Horn buttons, two pockets that hold their shape, elbow patches if you ask.
            Calder Merino Roll-Neck | 112.00 | 44
              18.5 micron, fine enough to wear on the skin and under a jacket. Charcoal.
            Calder Merino Vest | 92.00 | 0
              Sleeveless, V-neck, in mustard. Warms where it matters, leaves the arms free.
            Somes Cotton Crew | 84.00 | 53
              Mid-weight cotton rib for people whom wool makes sneeze. Oat or teal.
            """,
        reviews: """
            5 The warmest thing I own, and it does not itch.
            5 Worn all winter, no pilling worth mentioning.
            5 You can smell the sheep, faintly. I love that.
            4 Runs slightly large, fine over a shirt.
            4 Soft, dense and nicely finished inside.
            3 Very warm, but it pills under the arms.
            2 Shrank in a wool cycle at 30 degrees.
            """,
        more: Variations(
            kinds: "Jumper, Cardigan, Roll-Neck, Slipover",
            materials: "Navy Merino, Oat Lambswool, Charcoal Merino, Forest Wool, Mustard Cotton",
            sizes: "Size XS, Size S, Size M, Size L, Size XL",
            facts: [
                "Knitted in one piece, without side seams.", "Wash by hand, dry flat, air often.",
                "The wool comes from a single valley.", "Mending yarn is wound on a card in the pocket.",
                "Warm enough to replace a jacket in autumn.",
            ]))

    fileprivate static let hats = Shelf(
        "Hats & Scarves", "HAT", .hat, by: .loomAndLast,
        about: "For the top end and the draughty bit below.",
        goods: """
            Fairhill Bobble Hat | 38.00 | 72
              Double-knit lambswool with a bobble that buttons off for washing.
            Calder Watch Cap | 32.00 | 98
              Plain rib in merino, turned up once or twice. Sits on the ears, not above.
            Brimley Felt Hat | 110.00 | 10
              Wool felt, 7 cm brim, leather band inside. Recovers over a kettle if you sit on it.
            Brimley Straw Hat | 64.00 | 36
              Braided wheat straw sewn in a spiral, grosgrain ribbon in navy. Sizes 55 to 61.
            Fairhill Lambswool Scarf | 52.00 | 61
              30 x 190 cm, teased with thistles for softness. Check in brick and grey.
            Calder Silk Square | 78.00 | 4
              Hand-rolled edge, printed with the shipping areas of an invented sea. 65 cm.
            Brimley Flat Cap, Tweed | 69.00 | 0
              Eight pieces, quilted lining, fold-down ear flaps that nobody sees.
            """,
        reviews: """
            5 Warm, light, and people say it suits me.
            5 Has been rained on for weeks and kept its shape.
            5 Beautiful wool, neat seams.
            4 Just right once it had stretched a little.
            4 The colour is subtle and goes with everything.
            3 Fine, but it slips when I cycle.
            2 It scratched my forehead all day.
            """,
        more: Variations(
            kinds: "Hat, Beanie, Cap, Bonnet",
            materials: "Navy Wool, Grey Felt, Mustard Merino, Brick Lambswool, Straw",
            sizes: "55 cm, 57 cm, 59 cm, 61 cm",
            facts: [
                "Packs flat and springs back.", "Lined with cotton at the forehead.",
                "Keeps the wind out of the ears.", "Knitted and blocked in one workshop.",
                "Steam brings it back into shape.",
            ]))
}
