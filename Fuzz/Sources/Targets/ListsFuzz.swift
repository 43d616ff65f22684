import HTTP
import SQL
import Values

@testable import Endpoints
@testable import ServiceKit

/// The places in lists that clients hand back. A cursor is refused, or SQLite finds the very rows behind it that a
/// plain comparison in Swift finds; from there on, pages lead to the end and back without losing a row.
enum ListsFuzz: FuzzTarget {
    static let name = "lists"

    private static let rows: [ListRow] = (1...13).map { ListRow(number: $0) }
    private static let database = MemoryDatabase(ListRow.table(rows))

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: ListRow.orders.count * 2)
        let order = ListRow.orders[choice % ListRow.orders.count]
        // What stands in a cursor, or what stands in the address.
        let text = choice < ListRow.orders.count ? Base64URL.encode(rest.bytes) : rest.text
        guard let cursor = PageCursor(text) else {
            expect(!isCursor(text), "\(text) was handed out, and is refused")
            return
        }
        expect(isCursor(text), "\(text) was handed out by nobody")
        expect(cursor.description == text, "a cursor is another when it is handed back")
        check(order, PageWindow(limit: 3, cursor: cursor), cursor)
    }

    private static func isCursor(_ text: String) -> Bool {
        guard text.utf8.count <= 400, let bytes = Base64URL.decode(text),
            String(validating: bytes, as: UTF8.self) != nil
        else { return false }
        // By characters: a bar with a mark upon it is another sign.
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "|", omittingEmptySubsequences: false)
        return parts.count > 2 && (parts[0] == "after" || parts[0] == "before")
    }

    private static func check(_ order: ListRow.Order, _ window: PageWindow, _ cursor: PageCursor) {
        let place = cursor.order == order.list.name ? order.place(cursor.keys) : nil
        let query: Query
        do {
            query = try order.list.query("select id from places", where: ["id > 0"], window)
        } catch {
            expect(error is Problem, "a cursor was refused by \(error)")
            expect(place == nil, "\(cursor) is one of \(order.list.name), and is refused")
            expect((try? order.list.ranges(window)) == nil, "\(cursor) is refused by one half only")
            return
        }
        guard let place else { fail("\(cursor) is none of \(order.list.name), and is accepted") }
        let sorted = rows.sorted { order.precedes(order.keys($0), order.keys($1)) }
        let beyond = sorted.filter { row in
            cursor.side == .after
                ? order.precedes(place, order.keys(row)) : order.precedes(order.keys(row), place)
        }
        let inTurn = cursor.side == .after ? beyond : beyond.reversed()
        expect(database.run(query) == inTurn.prefix(4).map(\.number64), "other rows stand behind \(cursor)")
        checkRanges(order, window, beyond)
        checkWalk(order, window, beyond)
    }

    /// The ranges are together what the comparison is, and no row is in two of them.
    private static func checkRanges(_ order: ListRow.Order, _ window: PageWindow, _ beyond: [ListRow]) {
        let ranges = mustNotThrow("ranges were refused") { try order.list.ranges(window) }
        let found = ranges.flatMap { range in
            range.map { database.run("select id from places where \(fragment: $0)") } ?? []
        }
        expect(found.sorted() == beyond.map(\.number64).sorted(), "the ranges are not the comparison")
    }

    private static func checkWalk(_ order: ListRow.Order, _ window: PageWindow, _ beyond: [ListRow]) {
        var window = window
        let isForwards = window.cursor?.side == .after
        var seen: [Int64] = []
        for _ in 0...beyond.count {
            let part = page(order, window)
            seen = isForwards ? seen + part.rows.map(\.number64) : part.rows.map(\.number64) + seen
            guard let next = isForwards ? part.next : part.previous, !part.rows.isEmpty else { break }
            window = next
        }
        expect(seen == beyond.map(\.number64), "the pages lose a row or show one twice")
    }

    private static func page(_ order: ListRow.Order, _ window: PageWindow) -> ListPart<ListRow> {
        let found = mustNotThrow("a cursor of a page is refused") {
            database.run(try order.list.query("select id from places", where: [], window))
        }
        return order.list.part(found.map { rows[Int($0) - 1] }, window)
    }
}
