import Testing

@testable import Catalog

@Suite("Categories as files name them")
struct CategoryPathTests {
    @Test(
        "Names come back from their path whatever stands in them",
        arguments: [
            ["Books"], ["Books", "Travel"], ["A > B", "C"], ["A\\", ">"], ["Foo ", " Bar", "  "], [" > "], ["\\>"],
            ["書", "שלום", "e\u{301}"],
        ])
    func roundTrip(names: [String]) throws {
        let path = CategoryPath.text(names)
        let found = try #require(CategoryPath.names(path))
        #expect(found.map { Array($0.utf8) } == names.map { Array($0.utf8) }, "\(path)")
    }

    @Test("The sign stands with blanks or without", arguments: ["A > B", "A>B", "A> B", "A >B"])
    func blanks(path: String) {
        #expect(CategoryPath.names(path) == ["A", "B"])
    }

    @Test("A backslash before anything else is refused", arguments: ["A\\B", "A\\", "\\ > B"])
    func strayBackslash(path: String) {
        #expect(CategoryPath.names(path) == nil)
    }
}
