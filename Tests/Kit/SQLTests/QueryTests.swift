import SQL
import Testing
import Values

@Suite("A query keeps its values apart from its text")
struct QueryTests {
    @Test("an interpolated value becomes a bind, whatever it holds")
    func binds() {
        let name = "'; drop table products; --"
        let query: Query = "select id from products where name = \(name) and price < \(Money(minorUnits: 500))"
        #expect(query.text == "select id from products where name = ? and price < ?")
        #expect(query.binds == [.text(name), .integer(500)])
    }

    @Test("placeholders can be numbered, and a question mark in the text is left alone")
    func numbered() {
        let query: Query = "select '?' || \("a") || tags ? \("b")"
        #expect(query.numberedText == "select '?' || $1 || tags ? $2")
        #expect(query.fragments == ["select '?' || ", " || tags ? ", ""])
    }

    @Test("a list becomes as many binds; in an empty list nothing is found")
    func lists() {
        let some: Query = "select 1 where 2 in \(list: [1, 2, 3])"
        #expect(some.text == "select 1 where 2 in (?, ?, ?)")
        #expect(some.binds == [.integer(1), .integer(2), .integer(3)])
        let none: Query = "select 1 where 2 in \(list: [Int]())"
        #expect(none.text == "select 1 where 2 in (null)")
    }

    @Test("queries nest and add up with their binds in order")
    func composition() {
        let conditions: [Query] = ["price > \(1)", "name = \("é?")"]
        let query: Query =
            "select \(unescaped: "id") from products where \(fragment: conditions.joined(separator: " and ")) limit \(9)"
        #expect(query.text == "select id from products where price > ? and name = ? limit ?")
        #expect((query + " offset \(5)").numberedText.hasSuffix("price > $1 and name = $2 limit $3 offset $4"))
        #expect(query.binds == [.integer(1), .text("é?"), .integer(9)])
    }

    @Test("nil binds null")
    func nothing() {
        let missing: String? = nil
        let query: Query = "select \(missing)"
        #expect(query.binds == [.null])
    }

    @Test("the description shows no value")
    func description() {
        #expect("\("secret" as Query) \(Query("select \("secret value")"))" == "secret select ?")
    }
}
