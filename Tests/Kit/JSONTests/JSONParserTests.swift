import JSON
import Testing

@Suite struct JSONParserTests {
    @Test("a text is taken apart in its order")
    func parses() throws {
        let value = try JSONValue.parse(#" {"b": [1, -2.5e3, true, null], "a": "x\u00e9\ud83d\ude00\n"} "#)
        #expect(value.objectValue?.keys == ["b", "a"])
        #expect(value["b"]?[0]?.intValue == 1)
        #expect(value["b"]?[1]?.doubleValue == -2_500)
        #expect(value["b"]?[2]?.boolValue == true)
        #expect(value["b"]?[3] == .null)
        #expect(value["a"]?.stringValue == "xé😀\n")
    }

    @Test(
        "what RFC 8259 does not allow is refused",
        arguments: [
            "", " ", "{", "[1,]", #"{"a":1,}"#, "{a:1}", #"{"a" 1}"#, "[1 2]", "01", "-", "1.", ".5", "+1", "1e", "NaN",
            "Infinity", "tru", "truely", "'a'", #""a"#, "\"a\nb\"", #""\x""#, #""\u12g4""#, #""\ud800""#, #""\udc00""#,
            #""\ud800A""#, "1 2", "[1]]", "// x\n1", "\u{FEFF}1", #"{"a":1,"a":2}"#, "\"\u{0}\"",
        ])
    func refuses(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(text) }
    }

    @Test("bytes that are not UTF-8 are refused, over-long forms and halves of pairs too")
    func utf8() {
        for bytes: [UInt8] in [[0xFF], [0xC3, 0x28], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xE2, 0x82]] {
            #expect(throws: JSONSyntaxError.self) { try JSONValue.parse([0x22] + bytes + [0x22]) }
        }
    }

    @Test("the error says where")
    func offset() {
        #expect {
            try JSONValue.parse(#"{"a": 01}"#)
        } throws: { error in
            (error as? JSONSyntaxError)?.offset == 7
        }
    }

    @Test("nesting is bounded")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSONValue.parse(nested(32))
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(nested(33)) }
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(String(repeating: "[", count: 1_000_000)) }
    }

    @Test("an object of many members finds each of them, and a name given twice")
    func largeObject() throws {
        let members = (0..<2_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let value = try JSONValue.parse("{\(members)}")
        #expect(value["k1999"]?.intValue == 1_999)
        #expect(throws: JSONSyntaxError.self) { try JSONValue.parse("{\(members),\"k7\":0}") }
    }

    @Test("numbers keep their digits")
    func numbers() throws {
        #expect(try JSONValue.parse("123456789012345678901234567890").description == "123456789012345678901234567890")
        #expect(try JSONValue.parse("1.0").intValue == 1)
        #expect(try JSONValue.parse("1.5").intValue == nil)
        #expect(try JSONValue.parse("9223372036854775808").intValue == nil)
    }
}
