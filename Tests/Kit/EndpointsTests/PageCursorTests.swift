import Endpoints
import HTTP
import JSON
import TestSupport
import Testing
import Values

@Suite("Places in a list")
struct PageCursorTests {
    @Test("A cursor is read back from what it was written as", arguments: [PageCursor.Side.after, .before])
    func roundTrip(side: PageCursor.Side) throws {
        let cursor = PageCursor(side, order: "-price", keys: ["1999", "0198c0de-0000-7000-8000-000000000001"])
        #expect(PageCursor(cursor.description) == cursor)
        let json = try JSONEncoding.encode([cursor])
        #expect(try JSONDecoding.decode([PageCursor].self, from: JSONValue.parse(json)) == [cursor])
    }

    @Test(
        "What no page has handed out is no cursor",
        arguments: [
            "", "=", "%", "a", Base64URL.encode("after".utf8), Base64URL.encode("after|newest".utf8),
            Base64URL.encode("beside|newest|1".utf8), Base64URL.encode([0xFF, 0x7C, 0x31, 0x7C, 0x31]),
            Base64URL.encode("after|newest|\(String(repeating: "1", count: 400))".utf8),
        ])
    func malformed(text: String) {
        #expect(PageCursor(text) == nil)
    }

    @Test("A malformed cursor, one beside an offset, and an offset too far are refused by name")
    func refused() async throws {
        let shop = MountedShop()
        let cursor = PageCursor(.after, order: "newest", keys: ["1"])
        for (query, parameter) in [
            ("cursor=abc", "cursor"), ("cursor=\(cursor)&offset=0", "cursor"), ("offset=10001", "offset"),
        ] {
            let answer = try await shop.ask(.get, "/api/v1/goods/?\(query)")
            #expect(answer.status == .unprocessableContent, "\(query)")
            #expect(try await answer.json["errors"]?[0]?["parameter"]?.stringValue == parameter, "\(query)")
        }
    }

    @Test("A page knows on which side the list goes on")
    func neighbours() throws {
        let target = try RequestTarget("/goods/")
        func part(_ rows: [Int], _ window: PageWindow) -> (rows: [Int], next: String?, previous: String?) {
            let part = ListPart(rows, window, order: "newest") { ["\($0)"] }
            let page = Page(part, count: 9, of: target) { $0 }
            return (page.results, page.next, page.previous)
        }
        func link(_ side: PageCursor.Side, _ key: Int) -> String {
            "/goods/?limit=2&cursor=\(PageCursor(side, order: "newest", keys: ["\(key)"]))"
        }
        let after = PageCursor(.after, order: "newest", keys: ["7"])
        let before = PageCursor(.before, order: "newest", keys: ["4"])

        let first = part([9, 8, 7], PageWindow(limit: 2))
        #expect(first == ([9, 8], link(.after, 8), nil))
        let second = part([6, 5, 4], PageWindow(limit: 2, cursor: after))
        #expect(second == ([6, 5], link(.after, 5), link(.before, 6)))
        let last = part([6], PageWindow(limit: 2, cursor: after))
        #expect(last == ([6], nil, link(.before, 6)))
        let back = part([5, 6, 7], PageWindow(limit: 2, cursor: before))
        #expect(back == ([6, 5], link(.after, 5), link(.before, 6)))
        let start = part([5, 6], PageWindow(limit: 2, cursor: before))
        #expect(start == ([6, 5], link(.after, 5), nil))
        let beyond = part([], PageWindow(limit: 2, cursor: after))
        #expect(beyond == ([], nil, link(.before, 7)))
        let skipped = part([], PageWindow(limit: 2, offset: 3))
        #expect(skipped == ([], nil, "/goods/?limit=2&offset=1"))
    }
}
