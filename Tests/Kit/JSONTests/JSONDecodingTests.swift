import FoundationEssentials
import JSON
import Testing
import Values

@Suite struct JSONDecodingTests {
    enum Entity {}
    enum Shade: String, Codable, CaseIterable { case light, dark }

    struct Line: Codable, Equatable {
        var productID: Identifier<Entity, Int>
        var quantity: Int
    }

    struct Order: Codable, Equatable {
        var buyerID: UUID
        var total: Money
        var shade: Shade
        var isGift: Bool?
        var note: String?
        var lines: [Line]
        var labels: [String: Int]?
    }

    private let options = JSONDecoding.Options(refusesUnknownMembers: true)

    private func issues(of text: String, as type: (some Decodable).Type) throws -> [JSONDecodingError.Issue] {
        let json = try JSONValue.parse(text)
        do {
            _ = try JSONDecoding.decode(type, from: json, options: options)
            return []
        } catch {
            return error.issues
        }
    }

    @Test("a type is read by the names on the wire")
    func decodes() throws {
        let json = try JSONValue.parse(
            """
            {"buyer_id": "0198c0de-0000-7000-8000-00000000abcd", "total": "12.5", "shade": "dark", "note": null,
             "lines": [{"product_id": 7, "quantity": 2}], "labels": {"camelKey": 1}}
            """)
        let order = try JSONDecoding.decode(Order.self, from: json, options: options)
        #expect(order.total == Money(minorUnits: 1_250))
        #expect(order.lines == [Line(productID: .init(7), quantity: 2)])
        #expect(order.isGift == nil && order.note == nil)
        #expect(order.labels == ["camelKey": 1])
    }

    @Test("everything that is wrong is said at once, each thing with its place")
    func collects() throws {
        let found = try issues(
            of: """
                {"buyer_id": "nobody", "total": "1.234", "shade": "blue", "is_gift": "yes",
                 "lines": [{"product_id": 0, "quantity": 1.5}, 3, {"quantity": 1, "price": 2}], "extra/field": 1}
                """, as: Order.self)
        let byPointer = Dictionary(uniqueKeysWithValues: found.map { ($0.pointer, $0) })
        #expect(
            Set(byPointer.keys) == [
                "/buyer_id", "/total", "/shade", "/is_gift", "/lines/0/product_id", "/lines/0/quantity", "/lines/1",
                "/lines/2/product_id", "/lines/2/price", "/extra~1field",
            ])
        #expect(byPointer["/shade"]?.message == "must be one of: light, dark")
        #expect(byPointer["/is_gift"]?.message == "must be a boolean, not a string")
        #expect(byPointer["/lines/0/product_id"]?.message == "must be at least 1")
        #expect(byPointer["/lines/0/quantity"]?.code == "type")
        #expect(byPointer["/lines/2/product_id"]?.code == "required")
        #expect(byPointer["/extra~1field"]?.code == "unknown")
    }

    @Test("a root of another kind is one error")
    func root() throws {
        #expect(try issues(of: "[]", as: Order.self).map(\.message) == ["must be an object, not an array"])
        #expect(try issues(of: "{}", as: Order.self).count == 4)
    }

    @Test(
        "an integer is an integer",
        arguments: [
            ("1.5", "type"), (#""1""#, "type"), ("null", "required"), ("true", "type"), ("300", "range"),
            ("-1", "range"),
        ])
    func integers(text: String, code: String) throws {
        struct Holder: Codable { var value: UInt8 }
        #expect(try issues(of: "{\"value\": \(text)}", as: Holder.self).map(\.code) == [code])
    }

    @Test("a digit string without end is out of range, not malformed")
    func hugeInteger() throws {
        struct Holder: Codable { var value: Int }
        #expect(try issues(of: "{\"value\": 99999999999999999999999}", as: Holder.self).map(\.code) == ["range"])
    }

    @Test("a slash in a name is escaped in the pointer, also with a mark upon it")
    func pointer() throws {
        struct Holder: Codable { var value: Int? }
        let found = try issues(of: "{\"a/b~\": 1, \"a/\u{301}\": 1}", as: Holder.self).map(\.pointer)
        #expect(found.map { Array($0.utf8) } == ["/a~1b~0", "/a~1\u{301}"].map { Array($0.utf8) })
    }

    @Test("a null character in a string is refused")
    func nullCharacter() throws {
        #expect(try issues(of: #"["a\u0000b"]"#, as: [String].self).map(\.pointer) == ["/0"])
    }

    @Test("a body of nonsense does not make an answer without end")
    func bounded() throws {
        let text = "[" + Array(repeating: "\"x\"", count: 5_000).joined(separator: ",") + "]"
        #expect(try issues(of: text, as: [Int].self).count == 32)
    }

    @Test("the bound holds also where the last fault that is told breaks a rule, and the next one has a wrong shape")
    func boundedByBoth() throws {
        struct Item: Decodable, RuleChecked {
            var number: Int
            func brokenRules() -> [JSONDecodingError.Issue] {
                number == 0 ? [JSONDecodingError.Issue(pointer: "/number", code: "range", message: "is 0")] : []
            }
        }
        let items = Array(repeating: #"{"number": 0}"#, count: 32) + Array(repeating: "1", count: 8)
        #expect(try issues(of: "[\(items.joined(separator: ","))]", as: [Item].self).count == 32)
    }

    @Test("absent, null and a value are three things to a patchable field")
    func patchable() throws {
        struct Change: Codable {
            var name: String?
            var barcode: Patchable<String>?
        }
        func decode(_ text: String) throws -> Change {
            try JSONDecoding.decode(Change.self, from: JSONValue.parse(text))
        }
        #expect(try decode("{}").barcode == nil)
        #expect(try decode(#"{"barcode": null}"#).barcode == .some(.null))
        #expect(try decode(#"{"barcode": "1"}"#).barcode == .value("1"))
        #expect(try decode("{}").barcode.applied(to: "old") == "old")
        #expect(try decode(#"{"barcode": null}"#).barcode.applied(to: "old") == nil)
        #expect(
            try JSONEncoding.encode(Change(name: nil, barcode: .null)) == Array(#"{"name":null,"barcode":null}"#.utf8))
        #expect(try JSONEncoding.encode(Change(name: "n", barcode: nil)) == Array(#"{"name":"n"}"#.utf8))
    }

    @Test("texts stand for scalars where the options say so")
    func texts() throws {
        struct Query: Codable, Equatable {
            var limit: Int?
            var inStock: Bool?
            var minPrice: Money?
            var ids: [Int]?
        }
        let textual = JSONDecoding.Options(refusesUnknownMembers: true, scalarsAreText: true)
        let query = try JSONDecoding.decode(
            Query.self, from: ["limit": "10", "in_stock": "true", "min_price": "9.90", "ids": "1,2,3"], options: textual
        )
        #expect(query == Query(limit: 10, inStock: true, minPrice: Money(minorUnits: 990), ids: [1, 2, 3]))
        for (name, bad) in [("limit", ""), ("limit", " 1"), ("limit", "1e1000"), ("in_stock", "yes"), ("ids", "1,,2")] {
            #expect(throws: JSONDecodingError.self, "\(name)=\(bad)") {
                try JSONDecoding.decode(Query.self, from: .object([name: .string(bad)]), options: textual)
            }
        }
        #expect(throws: JSONDecodingError.self) {
            try JSONDecoding.decode(Query.self, from: ["limit": ["1", "2"]], options: textual)
        }
    }

    @Test("a type that tries two readings is not blamed for the first")
    func alternatives() throws {
        struct Either: Decodable {
            var number: Int?
            var text: String?
            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                number = try? container.decode(Int.self)
                if number == nil { text = try container.decode(String.self) }
            }
        }
        #expect(try JSONDecoding.decode([Either].self, from: [1, "a"]).last?.text == "a")
    }
}
