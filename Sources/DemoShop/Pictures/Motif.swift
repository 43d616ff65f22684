/// The kinds of things there are drawings of.
enum Motif: String, CaseIterable, Sendable {
    // Table and kitchen
    case mug, teapot, coffeePot, glass, wineGlass, carafe, plate, vase
    case knife, pan, pot, mixingBowl, rollingPin, whisk, jar, breadBin
    case coffeeBag, honeyJar, oilBottle, chocolate
    // Home
    case lamp, pendant, deskLamp, clock, alarmClock, mantelClock, rug, blanket, cushion, candle
    case chair, stool, bench, table, shelf, sideboard, wallShelf
    // Reading, writing, listening
    case book, antiquarianBook, notebook, pen, pencil, pencilPot, scissors, ruler, tray
    case headphones, earbuds, speaker, radio, camera, strap, record
    case guitar, ukulele, drum, woodBox, glockenspiel
    // To wear and to carry
    case shirt, sweater, hat, beanie, cap, scarf, boots, shoe, backpack, bag, wallet, watch
    // Outside
    case tent, flask, lantern, torch, stove, fireSteel, axe, rolledMat, hammock
    case bicycle, ball, balls, bats, kettlebell, dumbbells, rope
    case plant, tallPlant, cactus, trailingPlant, flowerPots, wateringCan, spade, secateurs, seedPacket
    // Bath and nursery
    case soap, dropper, tube, balm, towel, brush
    case train, truck, blocks, boats, spinningTop, bear, dice, gameBox, draughts, puzzle

    /// How many of a hundred such things have a pattern; nobody wants spots on a copper pan.
    var patternPercent: Int {
        switch self {
        case .mug, .rug, .blanket, .cushion, .shirt, .scarf, .vase, .plate, .towel, .notebook, .flowerPots: 70
        case .soap, .coffeeBag, .sweater, .backpack, .bag, .plant, .cactus, .tent, .beanie, .hammock, .balls: 55
        case .teapot, .mixingBowl, .hat, .cap, .candle, .seedPacket, .trailingPlant, .tallPlant, .gameBox, .blocks: 45
        case .record, .jar, .lamp, .rolledMat, .pencilPot, .chocolate, .spinningTop, .puzzle, .drum: 40
        default: 12
        }
    }

    /// The colours such things come in, where a name tells none; empty where any colour will do.
    var usualColours: [Int] {
        switch self {
        case .bear: [0xB9834F, 0x8A5A3C, 0xD2A679, 0x6E4A35, 0xC79A6B, 0x9C7A5B, 0xE0C39A]
        case .guitar, .ukulele: [0xC7853F, 0xA4582D, 0x8A3F2A, 0xDDA45B, 0x6B3A26, 0xE2B877]
        case .bench, .sideboard, .table, .woodBox, .breadBin, .mantelClock:
            [0xB9824F, 0x8E5F3B, 0xD4A56F, 0x7B4B34, 0xC9935A]
        case .wineGlass, .carafe: [0x8A2B44, 0xE3B23C, 0xC9573E, 0xF0CF7A, 0x5E8C6A, 0x8FB8D9]
        case .oilBottle: [0x6F8F3F, 0x4E6B3A, 0xB98A2E, 0x7A3B2E, 0x3D4F3A, 0xC9A23F]
        default: []
        }
    }
}
