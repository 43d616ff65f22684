import HTTP
import Testing

@Suite("Header fields")
struct HTTPFieldsTests {
    @Test("A field is found whatever the case of its name, and keeps its spelling")
    func caseInsensitive() {
        let fields: HTTPFields = [HTTPFieldName("x-REQUEST-id"): "7"]
        #expect(fields[.xRequestID] == "7")
        #expect(fields[0].name.rawName == "x-REQUEST-id")
        #expect(Set([HTTPFieldName("ETag"), HTTPFieldName("etag")]).count == 1)
        #expect(HTTPFieldName("ab") != HTTPFieldName("a\u{02}"))
    }

    @Test("A field that stands several times is read as a list, and each value by itself")
    func repeated() {
        var fields = HTTPFields()
        fields.add(.accept, "text/html")
        fields.add(.host, "shop.example")
        fields.add(.accept, "application/json")
        #expect(fields[.accept] == "text/html, application/json")
        #expect(fields.values(of: .accept) == ["text/html", "application/json"])
    }

    @Test("Setting a field replaces every one of its name and leaves the order of the others")
    func setting() {
        var fields: HTTPFields = [.accept: "a", .host: "h", .vary: "v"]
        fields.add(.accept, "b")
        fields[.accept] = "c"
        #expect(fields.map(\.value) == ["c", "h", "v"])
        fields[.host] = nil
        #expect(fields.map(\.value) == ["c", "v"])
        fields.setIfAbsent(.vary, "w")
        #expect(fields[.vary] == "v")
        fields.merge([.vary: "x", .date: "d"])
        #expect(fields.map(\.value) == ["c", "x", "d"])
    }

    @Test("A name from outside has to be a token", arguments: ["", "a b", "a:", "ä", "a\u{00}b", "a\r\n"])
    func badName(_ name: String) {
        #expect(HTTPFieldName(checking: name) == nil)
    }

    @Test("A value that could start another field is no value")
    func badValue() {
        #expect(HTTPToken.isFieldValue("text/html; q=0.5\t"))
        #expect(!HTTPToken.isFieldValue("a\r\nSet-Cookie: b"))
        #expect(!HTTPToken.isFieldValue("a\u{00}"))
    }
}
