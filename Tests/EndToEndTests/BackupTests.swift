import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import Glibc
import HTTP
import Testing
import Values

@Suite("Backup and restore", .timeLimit(.minutes(9)))
struct BackupTests {
    @Test("A backup taken under load has every order that was acknowledged before it began, and opens as a sound shop")
    func underLoad() async throws {
        try await StockedShop.use(isEmbedded: true) { stock, place in
            let shop = try await place.open(settings: StockedShop.settings)
            let buyers = try await buyers(8, in: place)
            let ledger = OrderLedger()
            let early = Lock<[OrderLedger.Attempt]>([])
            let isOver = Lock(false)
            try await withThrowingTaskGroup { group in
                for (name, buyer) in buyers {
                    group.addTask {
                        while !isOver.withLock({ $0 }) { try await order(stock, as: name, buyer, ledger) }
                    }
                }
                group.addTask {
                    defer { isOver.withLock { $0 = true } }
                    while ledger.acknowledged < 40 { try await Sleep.for(.milliseconds(2)) }
                    early.withLock { $0 = ledger.attempts }
                    let backup = try place.start("backup", "saved")
                    #expect(try await backup.end() == .exited(0), "\(backup.output)")
                }
                try await group.waitForAll()
            }
            #expect(ledger.attempts.count > early.withLock { $0.count }, "orders came in meanwhile")
            shop.send(SIGTERM)
            #expect(try await shop.end() == .exited(0))

            let settings = StockedShop.settings.merging(["DATA_DIR": place.folder + "/elsewhere"]) { $1 }
            let restore = try place.start("restore", "saved", settings: settings)
            #expect(try await restore.end() == .exited(0), "\(restore.output)")
            _ = try await place.open(settings: settings)
            try await expectFound(early.withLock { $0 }, in: place)
            let check = try place.start("check", settings: settings)
            #expect(try await check.end() == .exited(0), "\(check.output)")
        }
    }

    @Test("A backup holds the databases and the keys, for its owner's eyes only, and says what it has")
    func contents() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            let folder = place.folder + "/saved"
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
            #expect(
                names == [
                    "accounts.sqlite", "carts.sqlite", "catalog.sqlite", "keys", "keys/sealing.key", "keys/service.pem",
                    "keys/signing.pem", "manifest.json", "notifications.sqlite", "orders.sqlite", "reviews.sqlite",
                ])
            for name in [""] + names {
                let path = "\(folder)/\(name)"
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode.map { $0 & 0o077 } == 0, "\(name) is open to others")
            }
            let manifest = try String(contentsOfFile: folder + "/manifest.json", encoding: .utf8)
            #expect(manifest.contains("\"format\":1") && manifest.contains("002_create_products"))
            let second = try place.start("backup", "saved")
            #expect(try await second.end() == .exited(1))
            #expect(second.output.contains("saved: is there already"), "\(second.output)")
        }
    }

    @Test("A shop that is there is replaced only when that is asked for, and its files are kept")
    func replacing() async throws {
        try await StockedShop.use(isEmbedded: true) { stock, place in
            try await backUp(place)
            let timid = try place.start("restore", "saved/")
            #expect(try await timid.end() == .exited(1))
            #expect(timid.output.contains("there is a shop already"), "\(timid.output)")
            #expect(timid.output.contains("--replace"))

            let shop = try await place.open(settings: StockedShop.settings)
            let during = try place.start("restore", "saved", "--replace")
            #expect(try await during.end() == .exited(1))
            #expect(during.output.contains("a shop is running on"), "\(during.output)")
            let admin = try await ShopVisitor(place).loggedIn("admin", StockedShop.adminPassword)
            _ = try await admin.send(EndpointCall(CatalogAPI.createCategory, body: NewCategory(name: "Later")))
            shop.send(SIGTERM)
            #expect(try await shop.end() == .exited(0))

            let bold = try place.start("restore", "saved", "--replace")
            #expect(try await bold.end() == .exited(0), "\(bold.output)")
            let kept = try FileManager.default.contentsOfDirectory(atPath: place.dataFolder)
            #expect(kept.contains("catalog.sqlite.before-restore"))
            #expect(!kept.contains { $0.hasSuffix(".restoring") || $0 == "restoring" }, "\(kept)")
            _ = try await place.open(settings: StockedShop.settings)
            let categories = try await ShopVisitor(place).send(
                EndpointCall(CatalogAPI.listCategories, query: PageQuery(limit: 100)))
            #expect(categories.results.map(\.name) == ["Spices"])
            try await Reckoning.expectInvariants(in: place)
        }
    }

    @Test("A restore that was cut off lets no shop open, and can be repeated")
    func cutOff() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            // As it stands after the mark was set and one of the names changed.
            let data = place.dataFolder
            try Data().write(to: URL(filePath: data + "/restoring"))
            try FileManager.default.moveItem(
                atPath: data + "/orders.sqlite", toPath: data + "/orders.sqlite.before-restore")
            let shop = try place.start("up")
            #expect(try await shop.end() == .exited(1))
            #expect(shop.output.contains("a restore into it was cut off: repeat souk restore"), "\(shop.output)")
            let restore = try place.start("restore", "saved")
            #expect(try await restore.end() == .exited(0), "\(restore.output)")
            _ = try await place.open(settings: StockedShop.settings)
            try await Reckoning.expectInvariants(in: place)
        }
    }

    @Test("A repeated restore leaves no log of the old shop beside a new database, and nothing of another backup")
    func repeatedWithLogs() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            let data = place.dataFolder
            // The old shop had crashed: logs lie beside its databases. One database has gone aside without its log, and a
            // key that the backup does not have has come from another one.
            try FileManager.default.moveItem(
                atPath: data + "/orders.sqlite", toPath: data + "/orders.sqlite.before-restore")
            let found = [
                ("restoring", ""), ("orders.sqlite-wal", "of the old orders"), ("orders.sqlite-shm", ""),
                ("catalog.sqlite-wal", "of the old catalog"), ("catalog.sqlite-shm", ""),
                ("keys/signing.previous.pem", "of another backup"),
                ("keys/signing.previous.pem.before-restore", "of the old shop"),
            ]
            for (name, text) in found { try Self.write(text, to: "\(data)/\(name)") }
            let restore = try place.start("restore", "saved")
            #expect(try await restore.end() == .exited(0), "\(restore.output)")

            let names = try FileManager.default.subpathsOfDirectory(atPath: data)
            #expect(!names.contains { $0.hasSuffix(".sqlite-wal") || $0.hasSuffix(".sqlite-shm") }, "\(names)")
            #expect(!names.contains("keys/signing.previous.pem"), "\(names)")
            let kept = [
                ("catalog.sqlite.before-restore-wal", "of the old catalog"),
                ("keys/signing.previous.pem.before-restore", "of the old shop"),
            ]
            for (name, text) in kept {
                let stored = try String(contentsOfFile: "\(data)/\(name)", encoding: .utf8)
                #expect(stored == text, "\(name)")
            }
            #expect(names.contains("catalog.sqlite.before-restore"), "\(names)")
            _ = try await place.open(settings: StockedShop.settings)
            try await Reckoning.expectInvariants(in: place)
        }
    }

    @Test("Where what an earlier restore has kept cannot be removed, nothing changes its name")
    func keptInTheWay() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            let data = place.dataFolder
            try FileManager.default.createDirectory(
                atPath: data + "/carts.sqlite.before-restore/full", withIntermediateDirectories: true)
            let restore = try place.start("restore", "saved", "--replace")
            #expect(try await restore.end() == .exited(1))
            #expect(restore.output.contains("carts.sqlite.before-restore: "), "\(restore.output)")
            let names = try FileManager.default.contentsOfDirectory(atPath: data)
            #expect(!names.contains { $0 == "restoring" || $0.hasSuffix(".restoring") }, "\(names)")
            _ = try await place.open(settings: StockedShop.settings)
            try await Reckoning.expectInvariants(in: place)
        }
    }

    @Test("Clearing a shop leaves nothing of what a restore has kept or left half done; keys stay")
    func clearing() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            let restore = try place.start("restore", "saved", "--replace")
            #expect(try await restore.end() == .exited(0), "\(restore.output)")
            let data = place.dataFolder
            let left = [
                "orders.sqlite.before-restore-wal", "orders.sqlite.before-restore-shm", "users.txt",
                "accounts.sqlite.restoring", "accounts.sqlite.restoring.77.new", "credentials",
                "credentials.before-restore", "credentials.restoring",
            ]
            for name in left { try Self.write("of somebody", to: "\(data)/\(name)") }
            let clear = try place.start("clear", "--yes")
            #expect(try await clear.end() == .exited(0), "\(clear.output)")
            #expect(clear.output.contains("6 databases deleted"), "\(clear.output)")
            let names = try FileManager.default.contentsOfDirectory(atPath: data)
            #expect(!names.contains { $0.contains("sqlite") || $0.hasPrefix("credentials") }, "\(names)")
            #expect(names.contains("users.txt"), "what is not the shop's is left alone")
            #expect(FileManager.default.fileExists(atPath: data + "/keys/signing.pem"))
        }
    }

    @Test("While a command looks at a shop, nobody takes its files away; while they are taken, no command looks")
    func visitors() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            // As a long export would hold it.
            let visit = open(place.dataFolder + "/visitors", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            defer { close(visit) }
            #expect(flock(visit, LOCK_SH | LOCK_NB) == 0)
            for arguments in [["clear", "--yes"], ["restore", "saved", "--replace"]] {
                let taker = try place.start(arguments)
                #expect(try await taker.end() == .exited(1))
                #expect(taker.output.contains("another command looks at the shop"), "\(taker.output)")
            }
            let beside = try place.start("export")
            #expect(try await beside.end() == .exited(0), "visitors do not disturb one another")
            // As a restore holds it.
            #expect(flock(visit, LOCK_EX | LOCK_NB) == 0)
            let export = try place.start("export")
            #expect(try await export.end() == .exited(1))
            #expect(export.output.contains("souk restore or souk clear is at work"), "\(export.output)")
        }
    }

    /// What is done to a backup, and what is said of it then.
    static let harms: [(String, String)] = [
        ("flip orders.sqlite", "saved/orders.sqlite: is damaged: its checksum"),
        ("flip keys/signing.pem", "saved/keys/signing.pem: is damaged: its checksum"),
        ("cut catalog.sqlite", "saved/catalog.sqlite: is damaged: it has"),
        ("remove carts.sqlite", "saved/carts.sqlite: is missing from the backup"),
        ("remove manifest.json", "saved: is no backup: it has no manifest"),
        ("cut manifest.json", "saved/manifest.json: is damaged"),
        ("write \"format\":1 \"format\":2", "saved: was made by a newer version of Souk (format 2)"),
        ("write 002_create_products 902_create_wonders", "this one does not know catalog: 902_create_wonders"),
        ("write \"carts.sqlite\" \"../carts.sqlite\"", "\"../carts.sqlite\": is not part of a shop"),
    ]

    @Test("A backup that is damaged or newer than the program is refused before anything is touched", arguments: harms)
    func refused(harm: String, message: String) async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            try Self.apply(harm, in: place.folder + "/saved")
            let restore = try place.start("restore", "saved", settings: ["DATA_DIR": place.folder + "/elsewhere"])
            #expect(try await restore.end() == .exited(1))
            #expect(restore.output.contains(message), "\(restore.output)")
            #expect(restore.output.contains("nothing was restored"), "\(restore.output)")
            #expect(!FileManager.default.fileExists(atPath: place.folder + "/elsewhere"))
        }
    }

    @Test("A check of a backup restores nothing, also beside a shop that runs, and tells what a restore would refuse")
    func checked() async throws {
        try await StockedShop.use(isEmbedded: true) { _, place in
            try await backUp(place)
            let elsewhere = place.folder + "/elsewhere"
            let alone = try place.start("restore", "--check", "saved", settings: ["DATA_DIR": elsewhere])
            #expect(try await alone.end() == .exited(0), "\(alone.output)")
            #expect(alone.output.contains("is whole and can be restored"), "\(alone.output)")
            #expect(!FileManager.default.fileExists(atPath: elsewhere))

            _ = try await place.open(settings: StockedShop.settings)
            let before = try FileManager.default.subpathsOfDirectory(atPath: place.folder + "/saved").sorted()
            let beside = try place.start("restore", "--check", "saved")
            #expect(try await beside.end() == .exited(0), "\(beside.output)")
            #expect(try FileManager.default.subpathsOfDirectory(atPath: place.folder + "/saved").sorted() == before)

            try Self.apply("flip orders.sqlite", in: place.folder + "/saved")
            let damaged = try place.start("restore", "--check", "saved")
            #expect(try await damaged.end() == .exited(1))
            #expect(damaged.output.contains("saved/orders.sqlite: is damaged: its checksum"), "\(damaged.output)")
            let both = try place.start("restore", "--check", "--replace", "saved")
            #expect(try await both.end() == .exited(64), "\(both.output)")
        }
    }

    private static func apply(_ harm: String, in folder: String) throws {
        let words = harm.split(separator: " ").map(String.init)
        if words[0] == "write" {
            let path = folder + "/manifest.json"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains(words[1]))
            return try Data(Array(text.replacing(words[1], with: words[2]).utf8)).write(to: URL(filePath: path))
        }
        let path = "\(folder)/\(words[1])"
        if words[0] == "remove" { return try FileManager.default.removeItem(atPath: path) }
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        if words[0] == "cut" { bytes.removeLast(bytes.count / 2) } else { bytes[bytes.count / 2] ^= 1 }
        try Data(bytes).write(to: URL(filePath: path))
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(Array(text.utf8)).write(to: URL(filePath: path))
    }

    private func backUp(_ place: ShopPlace) async throws {
        let backup = try place.start("backup", "saved")
        #expect(try await backup.end() == .exited(0), "\(backup.output)")
    }

    private func buyers(_ count: Int, in place: ShopPlace) async throws -> [(String, ShopVisitor)] {
        let visitor = ShopVisitor(place)
        var buyers: [(String, ShopVisitor)] = []
        for number in 1...count {
            let name = "buyer\(number)"
            if !StockedShop.buyers.contains(name) { try await visitor.register(name, StockedShop.buyerPassword) }
            buyers.append((name, try await visitor.loggedIn(name, StockedShop.buyerPassword)))
        }
        return buyers
    }

    private func order(
        _ stock: StockedShop, as name: String, _ buyer: ShopVisitor, _ ledger: OrderLedger
    ) async throws {
        let order = NewOrder(
            shippingAddress: "8 Copper Lane",
            items: [OrderLineRequest(productID: stock.goods[ledger.acknowledged % 3], quantity: 1)])
        let key = UUID().uuidString
        let id = try await buyer.send(EndpointCall(OrdersAPI.place, body: order, idempotencyKey: key)).id
        ledger.note(OrderLedger.Attempt(buyer: name, key: key, order: order, outcome: .acknowledged(id)))
    }

    /// Each is there, and confirmed.
    private func expectFound(_ attempts: [OrderLedger.Attempt], in place: ShopPlace) async throws {
        #expect(attempts.count >= 40)
        let admin = try await ShopVisitor(place).loggedIn("admin", StockedShop.adminPassword)
        for attempt in attempts {
            guard case .acknowledged(let id) = attempt.outcome else { continue }
            let order = try await admin.send(EndpointCall(OrdersAPI.order, path: ByOrderID(id: id)))
            #expect(order.status == .confirmed, "order \(id)")
        }
    }
}
