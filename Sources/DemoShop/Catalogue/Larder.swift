extension Department {
    static let larder = Department(
        "Larder", "Coffee, honey, oil and chocolate from people who can say where it grew.",
        shelves: [.coffee, .preserves, .oilAndVinegar, .chocolate])
}

extension Shelf {
    fileprivate static let coffee = Shelf(
        "Coffee & Tea", "COF", .coffeeBag, by: .larderAndPress,
        about: "Roasted on Tuesdays, sent on Wednesdays.",
        goods: """
            Larder Espresso ‘Late Shift’ 250 g | 10.50 | 130
              Brazil and Sidamo, roasted dark but not burnt: cocoa, hazelnut, a little orange peel.
            Larder Espresso ‘Late Shift’ 1 kg | 36.00 | 58
              Four times the above, for offices and parents.
            Larder Filter ‘Morning Post’ 250 g | 12.00 | 94
              Washed Guatemala, light roast. Red apple, honey, very clear.
            Hillcart Yirga Natural 250 g | 14.50 | 22
              Dried in the cherry: strawberry jam and jasmine. Divides families.
            Hillcart Decaf 250 g | 12.50 | 41
              Mountain-water process. We serve it blind to guests who claim to notice.
            Monsoon & Mist Second-Flush Tea 100 g | 13.00 | 67
              Black tea from one garden in the hills; muscat grapes and toast.
            Monsoon & Mist Roasted Green Tea 100 g | 9.80 | 0
              Low in caffeine, smells of biscuits. Brew it at 90 °C for one minute.
            """,
        reviews: """
            5 The kitchen smells so good that I get up earlier.
            5 Rich, clean and never bitter.
            5 Fresh: the date on the bag was last Tuesday.
            4 Very good, a little too light for my taste.
            4 We go through a bag a week.
            3 Decent, but I could not find the fruit it promises.
            2 Tasted flat to me.
            """,
        more: Variations(
            kinds: "Espresso, Filter Coffee, Black Tea, Green Tea, Decaf",
            materials: "Light Roast, Medium Roast, Dark Roast, Single Garden",
            sizes: "100 g, 250 g, 500 g, 1 kg",
            facts: [
                "Sent within two days of roasting.", "Tastes of cocoa, hazelnut and orange peel.",
                "The bag can be composted.", "Bought directly, at a price that is printed on the back.",
                "Also fine when cold.",
            ]))

    fileprivate static let preserves = Shelf(
        "Honey & Preserves", "HON", .honeyJar, by: .larderAndPress,
        about: "Jars with a season inside.",
        goods: """
            Ninehives Heather Honey 340 g | 14.00 | 52
              Set like jelly, tastes of moor and caramel. From hives carried up by hand in August.
            Ninehives Lime Blossom Honey 340 g | 11.50 | 76
              Pale, minty, runny until Christmas.
            Ninehives Comb Honey 200 g | 16.50 | 7
              A square cut from the frame, wax and all. Eat it on warm toast.
            Larder Seville Marmalade 220 g | 6.90 | 145
              Thick-cut, boiled in copper, dark. Forty percent fruit.
            Larder Damson Jam 220 g | 6.50 | 118
              Sharp enough to be interesting. Stones removed, most of them.
            Brine & Barrel Sauerkraut 500 g | 7.20 | 63
              Raw, twelve weeks in oak, caraway on request. Keep it in the fridge.
            Brine & Barrel Preserved Lemons 350 g | 8.40 | 0
              Lemons, salt, bay leaf and six months.
            """,
        reviews: """
            5 Tastes like something from my childhood.
            5 Gone within three days. Ordered six more.
            5 Intense flavour and not too sweet.
            4 Delicious. The lid was rather sticky on arrival.
            4 Wonderful with cheese.
            3 Good, but quite dear for a small jar.
            2 Too sour for anybody in this house.
            """,
        more: Variations(
            kinds: "Honey, Marmalade, Jam, Chutney, Curd",
            materials: "Heather, Lime Blossom, Damson, Seville Orange, Quince, Blackcurrant",
            sizes: "120 g, 220 g, 340 g, 500 g",
            facts: [
                "Boiled in copper, thirty jars at a time.", "Nothing in it that your grandmother would not know.",
                "Keeps for two years, if nobody finds it.", "Good with strong cheese.",
                "Return six clean jars and get one full.",
            ]))

    fileprivate static let oilAndVinegar = Shelf(
        "Oil & Vinegar", "VIG", .oilBottle, by: .larderAndPress,
        about: "Pressed, aged and bottled at origin.",
        goods: """
            Haddad Early Harvest Olive Oil 500 ml | 24.00 | 84
              Chetoui olives picked green in October. Peppery, grassy, acidity 0.2 percent.
            Haddad Family Olive Oil 3 L | 78.00 | 17
              The mild November oil in a tin with a tap. For frying and for everything.
            Haddad Lemon Olive Oil 250 ml | 16.50 | 49
              Whole lemons crushed with the olives, no aroma added.
            Stillroom Cider Vinegar 500 ml | 9.50 | 92
              Raw and cloudy, a year in chestnut barrels.
            Stillroom Sherry Vinegar 250 ml | 14.00 | 38
              Eight years old, nutty. A teaspoon rescues any soup.
            Stillroom Elderflower Vinegar 250 ml | 12.00 | 0
              White wine vinegar with flowers picked before noon.
            Haddad Harissa Oil 100 ml | 8.50 | 110
              Smoked chilli, garlic, caraway. By the drop; eggs love it.
            """,
        reviews: """
            5 Bread and this, dinner is served.
            5 Peppery, fresh, alive. I cannot go back.
            5 You can taste that somebody cares.
            4 Excellent quality, pours a little too generously.
            4 Made my salads interesting again.
            3 Good, but milder than I expected.
            2 The cork crumbled into the bottle.
            """,
        more: Variations(
            kinds: "Olive Oil, Walnut Oil, Cider Vinegar, Wine Vinegar",
            materials: "Early Harvest, Unfiltered, Lemon, Smoked Chilli, Barrel-Aged",
            sizes: "100 ml, 250 ml, 500 ml, 750 ml, 1 L",
            facts: [
                "Pressed within six hours of picking.", "Acidity of 0.2 percent.",
                "Bottled at origin, in dark glass.", "A teaspoon rescues any soup.",
                "The year of the harvest is on the label.",
            ]))

    fileprivate static let chocolate = Shelf(
        "Chocolate", "CHO", .chocolate, by: .larderAndPress,
        about: "Bean to bar, two ingredients where two will do.",
        goods: """
            Cacaotier 72 % Madagascar 70 g | 6.50 | 155
              Two ingredients: beans and sugar. Red berries, no vanilla, long finish.
            Cacaotier 85 % Ghana 70 g | 6.50 | 120
              Dark, calm, like strong coffee. From a cooperative of 212 growers.
            Cacaotier Milk with Sea Salt 70 g | 6.20 | 175
              52 percent cocoa, alpine milk, flakes that crackle.
            Cacaotier White with Tea 70 g | 6.80 | 43
              White chocolate with roasted green tea; tastes of biscuit and grass.
            Larder Drinking Chocolate 300 g | 13.50 | 66
              Shaved, not powdered. Three spoons in hot milk, whisk, wait.
            Larder Hazelnut Spread 250 g | 9.90 | 81
              60 percent hazelnuts. The oil settles on top, which means it is real.
            Cacaotier Tasting Box, Twelve Squares | 24.00 | 0
              Four origins, three roasts, one map.
            """,
        reviews: """
            5 One piece is enough. I have never managed one piece.
            5 Complex, long, not too sweet.
            5 The best I have had outside a chocolate shop.
            4 Lovely, melts slowly and cleanly.
            4 Interesting taste that grows on you.
            3 Fine, but I prefer it creamier.
            2 It had turned grey when it arrived, probably the heat.
            """,
        more: Variations(
            kinds: "Dark Chocolate, Milk Chocolate, White Chocolate, Nut Bar",
            materials: "Sea Salt, Hazelnut, Orange Peel, Plain, Cocoa Nibs, Roasted Tea",
            sizes: "40 g, 70 g, 100 g, 250 g",
            facts: [
                "Two ingredients where two will do.", "Ground for three days between stones.",
                "From a cooperative of 212 growers.", "Melts slowly and finishes long.",
                "Wrapped in paper and tin foil that come apart.",
            ]))
}
