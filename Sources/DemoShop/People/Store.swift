/// The shops that sell here, by the user name of their keeper.
enum Store: String, CaseIterable, Sendable {
    case copperAndRye = "copper_and_rye"
    case kilnStreet = "kiln_street"
    case lampwright = "the_lampwright"
    case oakAndAsh = "oak_and_ash"
    case secondFloor = "second_floor_books"
    case paperLane = "paper_lane"
    case signalPath = "signal_path"
    case loomAndLast = "loom_and_last"
    case highMeadow = "high_meadow"
    case spokeAndSaddle = "spoke_and_saddle"
    case glasshouse = "glasshouse_nine"
    case saltAndLather = "salt_and_lather"
    case littleArk = "little_ark"
    case larderAndPress = "larder_and_press"

    var keeper: DemoShop.Person {
        let number = 1 + (Store.allCases.firstIndex(of: self) ?? 0)
        return DemoShop.Person(
            line: person, number: number, domain: "example.com", username: rawValue, storeName: storeName)
    }

    private var storeName: String {
        switch self {
        case .copperAndRye: "Copper & Rye"
        case .kilnStreet: "Kiln Street Pottery"
        case .lampwright: "The Lampwright"
        case .oakAndAsh: "Oak & Ash Joinery"
        case .secondFloor: "Second Floor Books"
        case .paperLane: "Paper Lane"
        case .signalPath: "Signal Path Audio"
        case .loomAndLast: "Loom & Last"
        case .highMeadow: "High Meadow Outdoor"
        case .spokeAndSaddle: "Spoke & Saddle"
        case .glasshouse: "Glasshouse No. 9"
        case .saltAndLather: "Salt & Lather"
        case .littleArk: "The Little Ark"
        case .larderAndPress: "Larder & Press"
        }
    }

    private var person: String {
        switch self {
        case .copperAndRye: "Marit Solheim | 4 Verftsgata, 5011 Bergen, Norway"
        case .kilnStreet: "Tomás Ferreira | 18 Rua do Forno, 3810-164 Aveiro, Portugal"
        case .lampwright: "Ines Bauer | Lindengasse 27, 1070 Vienna, Austria"
        case .oakAndAsh: "Duncan Reid | Unit 3, Old Sawmill Road, Aberfeldy PH15 2AA, United Kingdom"
        case .secondFloor: "Hana Kovářová | Nová 12, 602 00 Brno, Czechia"
        case .paperLane: "Yuki Morita | 2-14-6 Teramachi, Kanazawa 921-8033, Japan"
        case .signalPath: "Kwame Boateng | 9 Ring Road East, Accra, Ghana"
        case .loomAndLast: "Elena Petrescu | Strada Fabricii 31, 400620 Cluj-Napoca, Romania"
        case .highMeadow: "Lars Engström | Fjällvägen 8, 837 52 Åre, Sweden"
        case .spokeAndSaddle: "Mireille Dubois | 55 Quai de la Fosse, 44000 Nantes, France"
        case .glasshouse: "Priya Nair | 11 Nursery Lane, Kochi 682016, India"
        case .saltAndLather: "Sofia Marino | Via dei Saponai 6, 17100 Savona, Italy"
        case .littleArk: "Ben Adeyemi | 40 Mill Wharf, Leeds LS10 1RT, United Kingdom"
        case .larderAndPress: "Omar Haddad | 23 Rue des Oliviers, Sfax 3000, Tunisia"
        }
    }
}
