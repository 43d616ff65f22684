import FoundationEssentials
import Testing

@testable import Values

@Suite struct IdentifierTests {
    enum Product {}
    enum User {}
    typealias ProductID = Identifier<Product, Int>
    typealias UserID = Identifier<User, UUID>

    @Test("a numeric identifier has one text")
    func integers() {
        #expect(ProductID("42")?.rawValue == 42)
        #expect(ProductID(42).description == "42")
        for text in ["", "0", "-1", "+1", "01", "1.0", " 1", "99999999999999999999"] {
            #expect(ProductID(text) == nil, "\(text)")
        }
    }

    @Test("a UUID is read in either case and written in lower case")
    func uuids() throws {
        let text = "0198C0DE-0000-7000-8000-00000000ABCD"
        #expect(try #require(UserID(text)).description == text.lowercased())
        #expect(UserID("0198c0de") == nil)
        #expect(UserID(text + "0") == nil)
        #expect(UserID("0198C0DE-0000-7000-8000-00000000ABCG") == nil)
        #expect(UserID("0198C0DE0-000-7000-8000-00000000ABCD") == nil)
    }

    @Test("identifiers sort by their value")
    func order() {
        #expect([ProductID(3), ProductID(1)].sorted() == [ProductID(1), ProductID(3)])
    }

    @Test("identifiers are stamped with their version and time, and grow")
    func version7() {
        let moment = Timestamp(microseconds: 1_800_000_000_123_000)
        // The process has one for all, which whoever comes from another time sets back.
        let clock = Version7Clock()
        let identifiers = (0..<5_000).map { _ in UUID.version7(at: moment, by: clock) }
        let texts = identifiers.map(\.lowercaseText)
        #expect(texts == texts.sorted())
        #expect(Set(texts).count == texts.count)
        for text in texts.prefix(3) {
            #expect(Array(text)[14] == "7")
            #expect("89ab".contains(Array(text)[19]))
        }
    }

    @Test("a clock that is set far back is believed")
    func clockSetBack() {
        let clock = Version7Clock()
        _ = UUID.version7(at: Timestamp(seconds: 1_900_000_000), by: clock)
        let early = UUID.version7(at: Timestamp(seconds: 1_000_000_000), by: clock)
        #expect(early.lowercaseText.hasPrefix("00e8d4a5-1000-7"))
    }
}
