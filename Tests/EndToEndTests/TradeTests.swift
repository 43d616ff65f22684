import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing
import Values

@Suite("Goods by the file", .timeLimit(.minutes(9)))
struct TradeTests {
    /// For 10,000 lines, on a machine that does other things as well. The compiler leaves a debug build slow.
    #if DEBUG
        // Each product takes a server several turns.
        private static let seconds = Duration.seconds(ServerSpace.isUnderTest ? 180 : 60) * Patience.factor
    #else
        private static let seconds = Duration.seconds(20) * Patience.factor
    #endif

    @Test("Ten thousand awkward books come back to the byte, and change nothing where they are")
    func roundTrip() async throws {
        try await ShopPlace.use { place in
            let file = AwkwardBooks.file(count: 10_000)
            try Data(file).write(to: URL(filePath: place.folder + "/books.csv"))
            let start = ContinuousClock.now
            let load = try place.start("import", "books.csv")
            #expect(try await load.end(within: .seconds(240)) == .exited(0), "\(load.output.suffix(2000))")
            #expect(load.output.contains("created 10000, updated 0, left 0 as they were"))
            let took = ContinuousClock.now - start
            #expect(took < Self.seconds, "the import took \(took)")
            print("10,000 books imported in \(took)")
            let export = try place.start("export", "exported.csv")
            #expect(try await export.end() == .exited(0), "\(export.output)")
            let exported = try Data(contentsOf: URL(filePath: place.folder + "/exported.csv"))
            #expect(Array(exported) == file)

            let again = try place.start("import", "books.csv", "--dry-run")
            #expect(try await again.end() == .exited(0))
            #expect(again.output.contains("would create 0, update 0, leave 10000 as they are"), "\(again.output)")
            let output = try place.start("export")
            #expect(try await output.end() == .exited(0))
            #expect(Array(output.output.utf8) == file, "standard output is the same file")
            try await Reckoning.expectInvariants(in: place)
        }
    }

    @Test("Killed in the middle, an import is finished by repeating it, and nothing is there twice")
    func killed() async throws {
        try await ShopPlace.use { place in
            let file = AwkwardBooks.file(count: 3000)
            try Data(file).write(to: URL(filePath: place.folder + "/books.csv"))
            let first = try place.start("import", "books.csv")
            let limit = ContinuousClock.now + .seconds(60)
            while !first.output.contains("products: "), ContinuousClock.now < limit, first.endingSoFar() == nil {
                try await Sleep.for(.milliseconds(2))
            }
            await first.killAndWait()
            #expect(first.endingSoFar() == .killed(SIGKILL), "\(first.output)")

            let second = try place.start("import", "books.csv")
            #expect(try await second.end(within: .seconds(120)) == .exited(0), "\(second.output)")
            #expect(!second.output.contains("created 3000"), "some were in already: \(second.output)")
            let export = try place.start("export")
            #expect(try await export.end() == .exited(0))
            #expect(Array(export.output.utf8) == file)
            try await Reckoning.expectInvariants(in: place)
        }
    }

    @Test("A file with faults is refused: they are told by line and column, the end is 1, and nothing has changed")
    func refused() async throws {
        try await StockedShop.use { _, place in
            let before = try await exported(place)
            let faulty = """
                sku,name,price,category
                N-1,Good,1.00,Books
                N-2,,x,Books
                N-1,Good,1.00,Books

                """
            try write(faulty, to: "faulty.csv", in: place)
            for arguments in [["import", "faulty.csv"], ["import", "faulty.csv", "--dry-run"]] {
                let load = try place.start(arguments)
                #expect(try await load.end() == .exited(1))
                let said = load.output
                #expect(said.contains("line 3, column 2 (name): must have 1 to 200 characters, not \"\""), "\(said)")
                #expect(said.contains("line 3, column 3 (price): must be an amount"), "\(said)")
                #expect(said.contains("line 4, column 1 (sku): \"N-1\" stands in line 2 already"), "\(said)")
                #expect(said.contains("faulty.csv: 3 errors, nothing was imported"), "\(said)")
            }
            #expect(try await exported(place) == before)
        }
    }

    @Test(
        "What cannot be done is said in words",
        arguments: [
            (["import"], 64, "import needs one file"), (["import", "no.csv"], 1, "no.csv: No such file"),
            (["import", "empty.csv"], 1, "line 1: the file is empty"),
            (["import", "goods.csv", "--seller", "nobody"], 1, "there is no seller \"nobody\""),
            (["export", "/proc/x.csv"], 1, "/proc/x.csv"), (["export", "a", "b"], 64, "export writes one file"),
            (["export", "--seller", "nobody"], 1, "there is no seller \"nobody\""),
        ])
    func words(arguments: [String], code: Int, message: String) async throws {
        try await StockedShop.use { _, place in
            try write("", to: "empty.csv", in: place)
            try write("sku,name,price,category\nN-1,Good,1.00,Books\n", to: "goods.csv", in: place)
            let command = try place.start(arguments)
            #expect(try await command.end() == .exited(Int32(code)))
            #expect(command.output.contains(message), "\(command.output)")
        }
    }

    @Test("Without a shop there is nothing to export, and no shop is made")
    func noShop() async throws {
        try await ShopPlace.use(isEmbedded: true) { place in
            let export = try place.start("export")
            #expect(try await export.end() == .exited(1))
            #expect(export.output.contains("there is no shop"))
            #expect(!FileManager.default.fileExists(atPath: place.dataFolder))
        }
    }

    @Test("A dry run makes no shop where there is none")
    func dryRunMakesNothing() async throws {
        try await ShopPlace.use(isEmbedded: true) { place in
            try write("sku,name,price,category\nN-1,Good,1.00,Books\n", to: "goods.csv", in: place)
            let trial = try place.start("import", "goods.csv", "--dry-run")
            #expect(try await trial.end() == .exited(1))
            #expect(trial.output.contains("there is no shop"), "\(trial.output)")
            #expect(!FileManager.default.fileExists(atPath: place.dataFolder))
        }
    }

    @Test("An open shop goes on selling while goods are imported, and shows them soon")
    func beside() async throws {
        try await StockedShop.use { stock, place in
            _ = try await place.open(settings: StockedShop.settings)
            let visitor = ShopVisitor(place)
            let path = ByProduct(id: stock.goods[0])
            let before = try await visitor.send(EndpointCall(CatalogAPI.product, path: path))
            var file = "sku,name,price,category,stock_quantity\n\(before.sku),Saffron threads,8.25,Spices,\n"
            for number in 1...1500 { file += "N-\(number),Pepper \(number),2.00,Spices > Pepper,7\n" }
            try write(file, to: "goods.csv", in: place)

            let ledger = OrderLedger()
            let load = try place.start("import", "goods.csv")
            try await BusyShop(shop: stock, place: place, ledger: ledger).runBuyers { load.endingSoFar() != nil }
            #expect(try await load.end(within: .seconds(120)) == .exited(0), "\(load.output)")
            #expect(load.output.contains("the shop is open"))
            #expect(load.output.contains("created 1500, updated 1, left 0 as they were"), "\(load.output)")
            #expect(ledger.acknowledged > 0)
            #expect(ledger.unknown == [])

            let limit = ContinuousClock.now + .seconds(60)
            var shown = before
            while shown.price == before.price, ContinuousClock.now < limit {
                shown = try await visitor.send(EndpointCall(CatalogAPI.product, path: path))
                try await Sleep.for(.milliseconds(50))
            }
            #expect(shown.price.description == "8.25" && shown.name == "Saffron threads")
            let found = try await visitor.send(
                EndpointCall(CatalogAPI.listProducts, query: ProductQuery(search: "Pepper 1500")))
            #expect(found.results.map(\.name) == ["Pepper 1500"])
            try await Reckoning.expectInvariants(in: place)
        }
    }

    private func write(_ text: String, to name: String, in place: ShopPlace) throws {
        try Data(Array(text.utf8)).write(to: URL(filePath: "\(place.folder)/\(name)"))
    }

    private func exported(_ place: ShopPlace) async throws -> String {
        let export = try place.start("export")
        #expect(try await export.end() == .exited(0), "\(export.output)")
        return export.output
    }
}
