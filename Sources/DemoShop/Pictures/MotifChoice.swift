extension Motif {
    /// The kind of thing a name tells, among those that lie on the shelf of this motif; else this motif.
    func refined(by name: String) -> Motif {
        guard let relatives = Motif.relatives[self] else { return self }
        return relatives.first { name.contains($0.word) }?.motif ?? self
    }

    private typealias Relatives = [(word: String, motif: Motif)]

    private static let relatives: [Motif: Relatives] = {
        var relatives: [Motif: Relatives] = [:]
        for line in tellingWords.split(separator: "\n") {
            let halves = line.split(separator: ": ", maxSplits: 1)
            guard halves.count == 2, let shelf = Motif(rawValue: String(halves[0])) else {
                preconditionFailure("not a line of relatives: \(line)")
            }
            relatives[shelf] = list(halves[1]).map { entry in
                let pair = entry.split(separator: " = ")
                guard pair.count == 2, let motif = Motif(rawValue: String(pair[1])) else {
                    preconditionFailure("not a relative: \(entry)")
                }
                return (String(pair[0]), motif)
            }
        }
        return relatives
    }()

    /// The motif of a shelf, then words in names and what they make of it; the first that occurs decides.
    private static let tellingWords = """
        pan: Dutch Oven = pot, Stockpot = pot, Casserole = pot, Steamer = pot, Milk Pan = pot
        mixingBowl: Rolling Pin = rollingPin, Whisk = whisk, Bread Crock = pot
        jar: Crock = pot, Bread Bin = breadBin
        chocolate: Drinking = coffeeBag, Spread = honeyJar
        lamp: Pendant = pendant, Paper Lantern = pendant, Desk = deskLamp, Reading = deskLamp, Clamp = deskLamp
        clock: Alarm = alarmClock, Mantel = mantelClock
        rug: Throw = blanket, Bedspread = blanket
        chair: Stool = stool, Bench = bench
        shelf: Wall Shelf = wallShelf, Peg Rail = wallShelf, Sideboard = sideboard, Cabinet = sideboard, Bench = bench
        pen: Pencil = pencil
        pencilPot: Scissors = scissors, Ruler = ruler, Tray = tray
        headphones: In-Ear = earbuds, Buds = earbuds, Mini = earbuds
        speaker: Radio = radio, Amplifier = radio
        camera: Strap = strap
        guitar: Ukulele = ukulele, Mandolin = ukulele
        drum: Cajón = woodBox, Glockenspiel = glockenspiel, Shakers = balls
        hat: Bobble = beanie, Watch Cap = beanie, Beanie = beanie, Cap = cap, Scarf = scarf, Silk = scarf
        boots: Shoe = shoe, Clogs = shoe, Oxford = shoe
        bag: Wallet = wallet, Key Loop = strap
        watch: Strap = strap
        tent: Mat = rolledMat, Sleeping Bag = rolledMat, Hammock = hammock
        lantern: Torch = torch, Stove = stove, Grill = stove, Fire Steel = fireSteel, Axe = axe
        ball: Bats = bats, Boules = balls, Juggling = balls, Croquet = balls
        kettlebell: Dumbbells = dumbbells, Mat = rolledMat, Cushion = cushion, Rope = rope
        plant: Snake = tallPlant, Fern = tallPlant, Cactus = cactus, Pearls = trailingPlant, Hanging = trailingPlant
        wateringCan: Trowel = spade, Spade = spade, Secateurs = secateurs, Pots = flowerPots, Planter = flowerPots
        dropper: Balm = balm, Cream = tube
        towel: Brush = brush
        train: Truck = truck, Tractor = truck, Blocks = blocks, Animals = blocks, Boats = boats, Top = spinningTop
        teapot: Moka Pot = coffeePot, Plunger = coffeePot, Coffee Pot = coffeePot, Pour-Over = carafe
        glass: Wine = wineGlass, Coupe = wineGlass, Carafe = carafe, Pitcher = carafe
        plate: Bowl = mixingBowl
        dice: Board Game = gameBox, Draughts = draughts, Harbourmaster = gameBox, Bridges = gameBox, Gambit = gameBox, \
        Night Train = gameBox, Fog = gameBox, Travel Game = draughts
        """
}
