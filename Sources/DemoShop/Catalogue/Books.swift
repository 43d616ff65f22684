extension Department {
    static let books = Department(
        "Books", "New fiction and cookery, and one room of old books that exist once.",
        shelves: [.fiction, .cookery, .rareBooks])
}

extension Shelf {
    fileprivate static let fiction = Shelf(
        "Fiction", "FIC", .book, by: .secondFloor,
        about: "Novels and stories from small presses.",
        goods: """
            The Salt Causeway by Ilse Varga | 18.00 | 42
              Two sisters walk a dried-out sea to find out who sold their village. 312 pages, paperback.
            A Winter Inventory by Teodor Brask | 22.50 | 15
              A warehouse clerk counts everything he owns the winter his wife leaves. Hardback with ribbon.
            Small Hours, Large Animals by Nkechi Obi | 16.90 | 58
              Eleven stories from a night vet in Enugu; the one about the tortoise has won a prize.
            The Cartographer’s Excuse by Paul Ferrand | 19.00 | 0
              A comic novel about a map with one street too many. Translated from the French by R. Hale.
            Harbour Lights Out by Mairi Sinclair | 14.50 | 87
              Crime in a fishing town where everybody has the same alibi. Third of the series, readable alone.
            The Understudies by Camila Rojas | 17.50 | 33
              Three actors, one part and a theatre about to be sold. 268 pages.
            Letters to a Beekeeper by Anton Weiss | 24.00 | 4
              A novel in 61 letters, of which one side is missing. Clothbound, printed in two colours.
            """,
        reviews: """
            5 Read it in two evenings and missed my stop on the third.
            5 The last chapter made me start again from the beginning.
            5 Quietly funny and then quite devastating.
            4 Wonderful prose, a slow first fifty pages.
            4 I lent it out and will not see it again.
            3 Well written, but I did not warm to anybody in it.
            2 The blurb promises a different book.
            """,
        more: Variations(
            kinds: "Lighthouse, Orchard, Inheritance, Ferry, Archive, Winter, Telegraph, Cartographer, Garden, Alibi",
            materials: "Anna, Viktor, Maren, Tobias, Ruth, Emil, Clara, Jakob",
            sizes: "Paperback, Hardback, Pocket, Large Print", named: .title,
            facts: [
                "Sewn, so that it stays open on the table.", "Printed on paper without wood.",
                "Longlisted for two prizes and winner of neither.", "With a short afterword by the author.",
                "Published by a press of four people.",
            ]))

    fileprivate static let cookery = Shelf(
        "Cookery & Craft", "COO", .book, by: .secondFloor,
        about: "Books that are allowed to get stains.",
        goods: """
            Bread in Four Days by Solveig Aune | 32.00 | 26
              One dough, four days, forty loaves. Lies flat when open; the paper has been tested with butter.
            The Patient Pot by Hamid Rahimi | 29.50 | 19
              Ninety stews and braises from Herat to Hamburg, sorted by how long you have.
            Weeds on Toast by Fern Ackroyd | 21.00 | 37
              Thirty wild plants you cannot mistake and what to do with them, with life-size drawings.
            Mending by Hand by Oona Tierney | 26.00 | 48
              Darning, patching and why your jumper deserves it. Step-by-step photographs, also for left hands.
            Spoons and Other Small Carvings by Per Dahl | 23.50 | 11
              Eighteen projects with one knife. Patterns at full size in the back pocket.
            A Year of Pickles by Jae-won Han | 27.00 | 0
              Twelve months, fifty jars, and a page on what went wrong with each.
            """,
        reviews: """
            5 Already covered in flour and glue, as it should be.
            5 Clear instructions, and every one I tried worked.
            5 Explains why, not only how.
            4 Lovely photographs. The index could be better.
            4 I learned more from it than from a weekend course.
            3 Good ideas, but half of the ingredients are hard to find here.
            2 Two recipes have the same mistake in the quantities.
            """,
        more: Variations(
            kinds: "Kitchen, Pantry, Loaf, Workshop, Needle, Larder, Oven, Garden Table, Loom, Preserving Pan",
            materials: "Solveig, Hamid, Fern, Oona, Per, Lucía, Henrik, Noor",
            sizes: "Paperback, Hardback, Spiral-Bound, Pocket", named: .title,
            facts: [
                "Lies flat when it is open.", "Every step is shown in a photograph.",
                "The index lists what you have, not only what you want.", "Quantities in grams throughout.",
                "Tested by readers in their own homes.",
            ]))

    fileprivate static let rareBooks = Shelf(
        "Rare Books", "RAR", .antiquarianBook, by: .secondFloor,
        about: "Single copies, each with its own place on our shelves. Condition is described as we see it.",
        goods: """
            Flora of the Upper Valley, 1847 | 1450.00 | at R1-2
              Octavo, 64 hand-coloured plates, two slightly foxed. Contemporary half calf, spine rubbed at the head.
            Treatise on Tides and Moorings, 1792 | 980.00 | at R1-5
              Quarto with four folding charts, one repaired. Bound in sailcloth by a former owner.
            A Grammar of the Bee, 1861, Second Edition | 340.00 | at R2-1, R2-2
              Publisher’s green cloth with gilt hive. Two copies; the second lacks the half-title.
            The Night Express, First Edition, 1928 | 610.00 | at R2-7
              Very good in a dust jacket with two closed tears. Bookseller’s ticket from Trieste.
            Songs Collected on the Islands, 1903 | 225.00 | at R3-3, R3-4, R3-9
              Number 41, 42 and 118 of 250, uncut, with the music printed from the collector’s hand.
            Pattern Book of a Ribbon Weaver, c. 1835 | 2850.00 | at R4-1
              Manuscript with 212 mounted samples, colours fresh. Vellum over boards, ties missing.
            Atlas of Mountain Passes, 1889 | 760.00 | at R4-6, R4-7
              Twenty-two lithographed maps on linen guards. Spine faded, else a fine set of sheets.
            On the Keeping of Clocks, 1771 | 1180.00 | at R5-2
              Small octavo with seven engraved plates. Marginal notes by a working clockmaker, in pencil.
            """,
        reviews: """
            5 Described scrupulously, wrapped like a relic.
            5 Better than stated. The plates are glorious.
            5 I had been looking for a copy for eleven years.
            4 As described; a little more foxing than the pictures showed.
            4 Fair price, honest description, quick answers.
            3 A good copy, but it smells strongly of somebody’s cellar.
            2 A repair to the spine was not mentioned.
            """,
        more: Variations(
            kinds: "Herbal, Voyage, Almanac, Atlas, Grammar, Treatise, Hymnal, Bestiary",
            materials: "Josiah, Wilhelmina, Edmund, Apollonia, Gottfried, Henriette",
            sizes: "1768 Quarto, 1812 Octavo, 1839 Octavo, 1866 Folio, 1897 First Edition", named: .title,
            facts: [
                "Contemporary half calf, rubbed at the corners.", "Complete with all plates, two of them foxed.",
                "From the library of a country doctor, with his bookplate.", "Rebacked with the old spine laid down.",
                "Uncut, in the publisher’s boards.",
            ]))
}
