import FoundationEssentials
import SQL
import ServiceKit
import Values

/// A row of a list with many that are alike in what orders them, and the orders that it is read in.
struct ListRow: Sendable {
    let number: Int

    var number64: Int64 { Int64(number) }
    var id: Identifier<ListRow, Int> { Identifier(number) }
    var made: Timestamp { Timestamp(microseconds: Int64(number / 4) * 1_000_000 - 1) }
    var price: Int64 { [0, -1, 900, Int64.max, 900, Int64.min][number % 6] }
    var rating: Int64 { Int64(number % 3) }
    var token: Identifier<ListRow, UUID> {
        Identifier(UUID(uuid: (UInt8(number * 37 % 13) << 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)))
    }

    static func table(_ rows: [ListRow]) -> [Query] {
        let made: Query =
            "create table places (id integer primary key, made integer, price integer, rating integer, token text)"
        return [made]
            + rows.map { row in
                "insert into places values (\(row.number), \(row.made), \(row.price), \(row.rating), \(row.token))"
            }
    }
}

extension ListRow {
    /// An order as the services declare it, and what it means, said once more.
    struct Order: Sendable {
        let list: ListOrder<ListRow>
        let isFalling: Bool
        let keys: @Sendable (ListRow) -> [Key]
        let read: [@Sendable (String) -> Key?]

        /// The place that a cursor's texts name; nil if they name none of this order.
        func place(_ texts: [String]) -> [Key]? {
            guard texts.count == read.count else { return nil }
            let keys = zip(read, texts).compactMap { $0($1) }
            return keys.count == read.count ? keys : nil
        }

        func precedes(_ first: [Key], _ second: [Key]) -> Bool {
            isFalling ? second.lexicographicallyPrecedes(first) : first.lexicographicallyPrecedes(second)
        }
    }

    enum Key: Comparable, Sendable {
        case number(Int64)
        case text(String)
    }

    static let orders: [Order] = [
        Order(
            list: ListOrder("newest", .descending, [.moment("made", \.made), .identifier("id", \.id)]), isFalling: true,
            keys: { [.number($0.made.microseconds), .number($0.number64)] }, read: [integer, identifier]),
        Order(
            list: ListOrder("price", .ascending, [.integer("price", \.price), .identifier("id", \.id)]),
            isFalling: false, keys: { [.number($0.price), .number($0.number64)] }, read: [integer, identifier]),
        Order(
            list: ListOrder(
                "rating", .descending,
                [.integer("rating", \.rating), .integer("price", \.price), .identifier("id", \.id)]), isFalling: true,
            keys: { [.number($0.rating), .number($0.price), .number($0.number64)] },
            read: [integer, integer, identifier]),
        Order(
            list: ListOrder("token", .ascending, [.identifier("token", \.token)]), isFalling: false,
            keys: { [.text($0.token.description)] }, read: [token]),
    ]

    @Sendable private static func integer(_ text: String) -> Key? { Int64(text).map(Key.number) }

    @Sendable private static func identifier(_ text: String) -> Key? {
        guard let number = Int64(text), number > 0, String(number).utf8.elementsEqual(text.utf8) else { return nil }
        return .number(number)
    }

    @Sendable private static func token(_ text: String) -> Key? {
        let groups = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12],
            groups.joined().allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit })
        else { return nil }
        return .text(text.lowercased())
    }
}
