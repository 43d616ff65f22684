import FoundationEssentials
import JSON
import Testing
import Values

@Suite struct JSONEncodingTests {
    struct Inner: Codable, JSONWritable {
        var unitPrice: Money
        var soldAt: Timestamp?

        func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.member("unit_price", unitPrice)
            writer.member("sold_at", soldAt)
            writer.endObject()
        }
    }

    struct Outer: Codable {
        var id: UUID
        var isActive: Bool
        var note: String?
        var count: Int?
        var inner: [Inner]
        var table: [String: Int]
        var nothing: [Int]
    }

    private let outer = Outer(
        id: UUID(high: 0x0198_C0DE_0000_7000, low: 0x8000_0000_0000_ABCD), isActive: true, note: nil, count: nil,
        inner: [Inner(unitPrice: Money(minorUnits: 199), soldAt: .epoch), Inner(unitPrice: .zero, soldAt: nil)],
        table: ["zKey": 1, "aKey": 2], nothing: [])

    @Test("a type is written by its names on the wire, nil as null")
    func encodes() throws {
        let text = String(decoding: try JSONEncoding.encode(outer), as: UTF8.self)
        #expect(
            text == """
                {"id":"0198c0de-0000-7000-8000-00000000abcd","is_active":true,"note":null,"count":null,\
                "inner":[{"unit_price":"1.99","sold_at":"1970-01-01T00:00:00.000000Z"},\
                {"unit_price":"0.00","sold_at":null}],"table":{"aKey":2,"zKey":1},"nothing":[]}
                """)
    }

    @Test("what is written by hand is what the coder would have written")
    func handwritten() throws {
        #expect(try JSONEncoding.encode(outer) == JSONEncoding.encode(outer, handwritten: false))
    }

    @Test("strings are escaped where they must be and only there")
    func strings() throws {
        let text = "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}é😀\u{7F}"
        let encoded = try JSONEncoding.encode(text)
        #expect(String(decoding: encoded, as: UTF8.self) == #""\"\\/\b\f\n\r\t\u0001\u001fé😀"# + "\u{7F}\"")
        #expect(try JSONValue.parse(encoded).stringValue == text)
    }

    @Test("numbers are written with all their digits", arguments: [0, 7, -1, 1_234_567_890, Int.min, Int.max])
    func integers(number: Int) throws {
        #expect(try JSONEncoding.encode(number) == Array(String(number).utf8))
    }

    @Test("scalars stand alone, an enum with values becomes an object")
    func shapes() throws {
        enum Event: Codable { case moved(from: Int, to: Int), stopped }
        #expect(try JSONEncoding.value(of: Event.moved(from: 1, to: 2)) == ["moved": ["from": 1, "to": 2]])
        #expect(try JSONEncoding.value(of: Event.stopped) == ["stopped": [:]])
        #expect(try JSONEncoding.encode(0.1 as Double) == Array("0.1".utf8))
        #expect(try JSONEncoding.encode(Int?.none) == Array("null".utf8))
        #expect(try JSONEncoding.encode([[1], []] as [[Int]]) == Array("[[1],[]]".utf8))
    }

    @Test("a tree is written as it was read, on one line or for people")
    func trees() throws {
        let value: JSONValue = ["b": [1, ["c": .null]], "a": [], "d": [:]]
        #expect(value.description == #"{"b":[1,{"c":null}],"a":[],"d":{}}"#)
        #expect(
            String(decoding: value.prettyPrinted, as: UTF8.self) == """
                {
                  "b": [
                    1,
                    {
                      "c": null
                    }
                  ],
                  "a": [],
                  "d": {}
                }

                """)
    }

    @Test("a secret and an address pass through to the wire, where they were meant to go")
    func secrets() throws {
        struct Login: Codable {
            var email: EmailAddress
            var password: Secret<String>
        }
        let login = try JSONDecoding.decode(Login.self, from: ["email": "a@b.org", "password": "hunter2"])
        #expect(login.password.reveal() == "hunter2")
        #expect(try JSONEncoding.value(of: login) == ["email": "a@b.org", "password": "hunter2"])
    }
}
