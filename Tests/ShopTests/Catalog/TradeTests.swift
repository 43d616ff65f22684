import Catalog
import Contracts
import FoundationEssentials
import HTTP
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Goods out of files and into files")
struct TradeTests {
    static let header = "sku,name,description,price,currency,category,stock_quantity,is_active,barcode"

    @Test("A file makes what is new, changes what differs and leaves the rest alone")
    func byNumber() async throws {
        try await CatalogShop.open { shop in
            let first = """
                \(Self.header)
                B-1,Walking,"Slowly, ""by"" foot",12.50,USD,Books > Travel,5,true,9780000000001
                B-2,Sailing,,8,USD,Books,0,false,

                """
            let made = try await shop.importFile(first)
            #expect(made.created == 2 && made.newCategories == ["Books", "Books > Travel"])
            let second = """
                sku,price,name
                B-1,13.00,Walking
                B-2,8.00,Sailing

                """
            let changed = try await shop.importFile(second)
            #expect(changed.created == 0 && changed.updated == 1 && changed.unchanged == 1)
            let books = try await shop.exported()
            #expect(
                books == """
                    \(Self.header)\r
                    B-1,Walking,"Slowly, ""by"" foot",13.00,USD,Books > Travel,5,true,9780000000001\r
                    B-2,Sailing,,8.00,USD,Books,0,false,\r

                    """)
        }
    }

    @Test("A dry run changes nothing and says what would happen")
    func dryRun() async throws {
        try await CatalogShop.open { shop in
            let plan = try await shop.checked("\(Self.header)\nB-1,Walking,,1,,New > Deeper,1,,\n").plan
            #expect(plan.faults.isEmpty && plan.created == 1 && plan.newCategories == ["New", "New > Deeper"])
            #expect(try await shop.exported() == Self.header + "\r\n")
            #expect(try await shop.told().isEmpty)
        }
    }

    @Test("Others hear of imported goods as of those that the API makes")
    func events() async throws {
        try await CatalogShop.open { shop in
            try await shop.importFile("\(Self.header)\nB-1,Walking,,1,USD,Books,3,true,\n")
            #expect(try await shop.told() == ["category.changed", "stock.changed", "product.created"])
            try await shop.importFile("sku,is_active,stock_quantity\nB-1,FALSE,\n")
            #expect(try await shop.told().suffix(1) == ["product.disabled"])
        }
    }

    @Test("An event of another process drops what is kept of a product")
    func cachedElsewhere() async throws {
        try await CatalogShop.open { shop in
            let id = try await shop.product("Lamp")
            #expect(try await shop.view(id).name == "Lamp")
            // As `souk import` does it: with the database in common, and a memory of its own.
            try await shop.database.execute("update products set name = 'Lantern' where id = \(id)")
            #expect(try await shop.view(id).name == "Lamp", "the answer is kept")
            let now = try await shop.view(id, as: shop.staff)
            try await shop.deliver(
                ProductUpdated(
                    ProductEventData(
                        productID: id, sku: now.sku, name: "Lantern", price: now.price, currency: .usd, isActive: true,
                        version: 2)))
            #expect(try await shop.view(id).name == "Lantern")
        }
    }

    @Test(
        "Each fault names line, column and value",
        arguments: [
            ("B-1,,,1,USD,Books,1,true,", "line 2, column 2 (name): must have 1 to 200 characters, not \"\""),
            ("B-1,a,,0,USD,Books,1,true,", "line 2, column 4 (price): must be greater than zero, not 0.00"),
            (
                "B-1,a,,\"1,50\",USD,Books,1,true,",
                "line 2, column 4 (price): must be an amount with at most two decimals, up to 9999999999.99, not \"1,50\""
            ),
            (
                "B-1,a,,1,EUR,Books,1,true,",
                "line 2, column 5 (currency): must be USD, the shop's currency, not \"EUR\""
            ),
            ("B-1,a,,1,USD,,1,true,", "line 2, column 6 (category): is required, as \"B-1\" is new"),
            (
                "B-1,a,,1,USD,Books \\ Travel,1,true,",
                "line 2, column 6 (category): must be names with > between them, a backslash written twice, not \"Books \\\\ Travel\""
            ),
            (
                "B-1,a,,1,USD,Books > ,1,true,",
                "line 2, column 6 (category): the name of a category must have 1 to 100 characters"
            ),
            ("B-1,a,,1,USD,Books,+1,true,", "line 2, column 7 (stock_quantity): must be a whole number, not \"+1\""),
            (
                "B-1,a,,1,USD,Books,1000001,true,",
                "line 2, column 7 (stock_quantity): must lie between 0 and 1000000, not 1000001"
            ),
            ("B-1,a,,1,USD,Books,1,yes,", "line 2, column 8 (is_active): must be true or false, not \"yes\""),
            (
                "B-1,a,,1,USD,Books,1,true,123456789012345678901",
                "line 2, column 9 (barcode): must have 1 to 20 characters, not \"123456789012345678901\""
            ),
            (",a,,1,USD,Books,1,true,", "line 2, column 1 (sku): must have 1 to 64 characters, not \"\""),
            ("B-1,a\0b,,1,USD,Books,1,true,", "line 2, column 2 (name): must not contain a null character"),
            ("B-1,a,,1,USD,Books,1", "line 2: the record has 7 fields, the first one has 9"),
            (
                "B-1,a \"b\",,1,USD,Books,1,true,",
                "line 2, column 2 (name): a quote stands inside of a field that is not in quotes; quote the field and double the quote (character 7 of the line)"
            ),
            (
                "B-1,\"a,,1,USD,Books,1,true,",
                "line 2, column 2 (name): the quote that begins here is never closed (character 5 of the line)"
            ),
        ])
    func faults(line: String, expected: String) async throws {
        try await CatalogShop.open { shop in
            let plan = try await shop.checked("\(Self.header)\n\(line)\n").plan
            #expect(plan.faults.first.map(\.description).contains(expected), "\(plan.faults.first)")
        }
    }

    @Test("A value that would steer a terminal or turn the line around is shown harmless")
    func harmless() async throws {
        try await CatalogShop.open { shop in
            let long = String(repeating: "x", count: 80)
            let plan = try await shop.checked(
                "\(Self.header)\nB-1,a,,\u{1B}[2J\u{202E}\u{7},USD,Books,1,\(long),\n"
            ).plan
            let said = plan.faults.first.map(\.description)
            #expect(said.first?.hasSuffix(#"not "\u{1b}[2J\u{202e}\u{7}""#) == true, "\(said)")
            #expect(said.last?.hasSuffix("not \"\(long.prefix(60))…\"") == true, "\(said)")
        }
    }

    @Test(
        "A header that cannot be right is refused by name",
        arguments: [
            ("sku,naem", "line 1, column 2: there is no column \"naem\"; there are sku, name, description"),
            ("sku,name,SKU", "line 1, column 3: there are two columns sku"),
            ("name,price", "line 1: the column sku is missing"),
            ("", "line 1: the file is empty"),
        ])
    func header(header: String, expected: String) async throws {
        try await CatalogShop.open { shop in
            let plan = try await shop.checked("\(header)\n\(header.isEmpty ? "" : "a,b\n")").plan
            #expect(plan.faults.first.first?.description.hasPrefix(expected) == true, "\(plan.faults.first)")
            #expect(plan.faults.count == 1)
        }
    }

    @Test("What a new product needs and the file has no column for is named")
    func missingColumns() async throws {
        try await CatalogShop.open { shop in
            let plan = try await shop.checked("sku,name\nB-1,Walking\n").plan
            #expect(
                plan.faults.first.map(\.description) == [
                    "line 2 (price): is required, as \"B-1\" is new, and the file has no such column",
                    "line 2 (category): is required, as \"B-1\" is new, and the file has no such column",
                ])
        }
    }

    @Test("A number that stands in two lines is an error that names both, byte by byte")
    func duplicates() async throws {
        try await CatalogShop.open { shop in
            var file = Self.header + "\n"
            for number in 1...250 { file += "B-\(number),a,,1,USD,Books,1,true,\n" }
            file += "B-7,a,,1,USD,Books,1,true,\n"
            // Two spellings of one letter are two numbers, as they are to the database.
            file += "caf\u{E9},a,,1,USD,Books,1,true,\ncafe\u{301},a,,1,USD,Books,1,true,\n"
            let plan = try await shop.checked(file).plan
            #expect(
                plan.faults.first.map(\.description) == [
                    "line 252, column 1 (sku): \"B-7\" stands in line 8 already"
                ])
        }
    }

    @Test("All faults are counted, the first hundred told in the order of the file")
    func bound() async throws {
        try await CatalogShop.open { shop in
            var file = Self.header + "\n"
            for number in 1...700 {
                file += number % 2 == 0 ? "B-\(number),a\n" : "B-\(number),,,x,USD,Books,1,true,\n"
            }
            let plan = try await shop.checked(file).plan
            #expect(plan.faults.count == 350 * 3)
            #expect(plan.faults.first.count == ImportFaults.mostKept)
            #expect(plan.faults.first.map(\.line) == plan.faults.first.map(\.line).sorted())
        }
    }

    @Test("A category is found by its path, its name or its slug; one that stands elsewhere is refused")
    func categories() async throws {
        try await CatalogShop.open { shop in
            let books = try await shop.category("Books")
            let crime = try await shop.category("True Crime", below: books)
            let garden = try await shop.category("Garden")
            for (number, path) in ["Books > True Crime", "books>TRUE crime", "True Crime", "true-crime"].enumerated() {
                let plan = try await shop.importFile("\(Self.header)\nC-\(number),a,,1,USD,\(path),1,true,\n")
                #expect(plan.newCategories.isEmpty, "\(path)")
            }
            let found = try await shop.list(ProductQuery(category: "\(crime)"))
            #expect(found.count == 4)
            _ = garden
            let plan = try await shop.checked("\(Self.header)\nC-9,a,,1,USD,Garden > True Crime,1,true,\n").plan
            #expect(
                plan.faults.first.map(\.description) == [
                    "line 2, column 6 (category): \"True Crime\" stands below \"Books\", not below \"Garden\""
                ])
        }
    }

    @Test("Goods counted by units keep their count, and refuse another one")
    func units() async throws {
        try await CatalogShop.open { shop in
            let id = try await shop.product("Atlas")
            _ = try await shop.units(3, of: id)
            let sku = try await shop.view(id).sku
            let same = try await shop.importFile("sku,name,stock_quantity\n\(sku),World Atlas,3\n")
            #expect(same.updated == 1)
            let plan = try await shop.checked("sku,stock_quantity\n\(sku),4\n").plan
            #expect(
                plan.faults.first.first?.description.contains("column 2 (stock_quantity): follows from the units")
                    == true)
        }
    }

    @Test("An import for a seller makes that seller's goods and leaves those of others alone")
    func sellers() async throws {
        try await CatalogShop.open { shop in
            try await shop.importFile("\(Self.header)\nA-1,a,,1,USD,Books,1,true,\n", seller: CatalogShop.ann)
            let plan = try await shop.checked("sku,price\nA-1,2\n", seller: CatalogShop.bob).plan
            #expect(
                plan.faults.first.map(\.description) == ["line 2, column 1 (sku): \"A-1\" is sold by somebody else"])
            #expect(try await shop.exported(seller: CatalogShop.ann).contains("A-1"))
            #expect(try await shop.exported(seller: CatalogShop.bob) == Self.header + "\r\n")
        }
    }

    @Test("What stood open at a crash is finished by importing the same file again")
    func again() async throws {
        try await CatalogShop.open { shop in
            var file = Self.header + "\n"
            for number in 1...60 { file += "B-\(number),Book,,1,USD,Books,1,true,\n" }
            try await withTemporaryStage { stage in
                let checked = try await shop.checked(file, stage: stage)
                await #expect(throws: ImportRun.Interrupted.self) {
                    var asked = 0
                    try await shop.service.trade.run(stage: stage, sellerID: nil).write(
                        checked.plan, at: .besideShop, progress: { _ in }
                    ) {
                        asked += 1
                        return asked > 2
                    }
                }
            }
            #expect(try await shop.list(ProductQuery(limit: 100)).count == 50)
            let rest = try await shop.importFile(file)
            #expect(rest.created == 10 && rest.unchanged == 50)
        }
    }

    @Test("A list of any length is written page by page by an index, in the order of the bytes")
    func order() async throws {
        try await CatalogShop.open { shop in
            var file = Self.header + "\n"
            for number in 1...1203 { file += "\(number % 3 == 0 ? "é" : "Z")\(number),a,,1,USD,Books,1,true,\n" }
            try await shop.importFile(file)
            let lines = try await shop.exported().split(separator: "\r\n").dropFirst().map {
                $0.split(separator: ",")[0]
            }
            #expect(lines.count == 1203)
            #expect(
                lines.map { Array($0.utf8) } == lines.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
            )
        }
    }
}
