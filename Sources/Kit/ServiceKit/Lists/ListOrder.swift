public import Endpoints
import HTTP
public import SQL

/// An order in which a list is read: which columns make it, and what a row has in them.
///
/// The columns together are unique, so that a row's values tell its place. All of them rise or all of them fall: then
/// one comparison of them all, `(a, b) < (?, ?)`, begins a page, and an index of the same columns finds it.
public struct ListOrder<Row: Sendable>: Sendable {
    public enum Direction: Sendable {
        case ascending, descending
    }

    /// What a cursor of this order calls it.
    public let name: String
    private let direction: Direction
    private let columns: [OrderColumn<Row>]

    public init(_ name: String, _ direction: Direction, _ columns: [OrderColumn<Row>]) {
        self.name = name
        self.direction = direction
        self.columns = columns
    }

    /// Whether any place in it begins one range of an index.
    public var isOfOneColumn: Bool { columns.count == 1 }

    /// A whole query for a page: the rows of the window, and one more.
    /// - Parameters:
    ///   - selection: up to the conditions, such as `select … from users`.
    ///   - conditions: what else has to hold.
    public func query(_ selection: Query, where conditions: [Query], _ window: PageWindow) throws -> Query {
        let all = try conditions + [condition(window)].compactMap(\.self)
        let filter: Query = all.isEmpty ? "" : " where \(fragment: all.joined(separator: " and "))"
        return "\(fragment: selection)\(fragment: filter) \(fragment: end(window))"
    }

    /// That a row is on the wanted side of the window's cursor; nil without a cursor.
    /// - Throws: 422 for a cursor of another order.
    public func condition(_ window: PageWindow) throws -> Query? {
        let (cursor, values) = try values(window)
        return cursor.map { Self.compare(columns.map(\.expression), comparison($0), values) }
    }

    /// `order by … limit …` for the window's rows and one more; before a cursor they come in reverse.
    public func end(_ window: PageWindow) -> Query {
        let skipping: Query = window.offset > 0 ? " offset \(window.offset)" : ""
        return "\(fragment: clause(window)) limit \(window.limit + 1)\(fragment: skipping)"
    }

    /// As ``end(_:)``, with the rows that the window skips.
    public func beginning(_ window: PageWindow) -> Query {
        "\(fragment: clause(window)) limit \(window.offset + window.limit + 1)"
    }

    /// That a row is none of those which the window skips: these are passed in an index, without what a query joins to
    /// its rows. Nil where none are skipped.
    /// - Parameters:
    ///   - rows: where they are, such as `from users o where …`.
    ///   - other: this order as it is written there.
    public func behindSkipped(_ window: PageWindow, _ rows: Query, _ other: ListOrder<Row>) -> Query? {
        guard window.offset > 0 else { return nil }
        let names = columns.map(\.expression).joined(separator: ", ")
        let place: Query = columns.count == 1 ? names : "(\(fragment: names))"
        let comparison: Query = direction == .ascending ? ">=" : "<="
        return """
            \(fragment: place) \(fragment: comparison) (
                select \(fragment: other.columns.map(\.expression).joined(separator: ", ")) \(fragment: rows)
                \(fragment: other.clause(window)) limit 1 offset \(window.offset))
            """
    }

    /// ``condition(_:)`` in parts that exclude each other and are one range each of an index: an engine may use only the
    /// first columns of a comparison of rows, and there may be many rows that are alike in those. One part, nil,
    /// without a cursor.
    public func ranges(_ window: PageWindow) throws -> [Query?] {
        let (cursor, values) = try values(window)
        guard let cursor else { return [nil] }
        let comparison = comparison(cursor)
        // From the rows that differ in the last column only to those that differ in the first.
        return columns.indices.reversed().map { place in
            let alike = zip(columns, values).prefix(place).map { column, value -> Query in
                "\(fragment: column.expression) = \(value)"
            }
            let beyond: Query =
                "\(fragment: columns[place].expression) \(fragment: comparison) \(values[place])"
            return (alike + [beyond]).joined(separator: " and ")
        }
    }

    public func clause(_ window: PageWindow) -> Query {
        let isReversed = window.cursor?.side == .before
        let way: Query = (direction == .descending) == isReversed ? "" : " desc"
        return "order by \(fragment: columns.map { $0.expression + way }.joined(separator: ", "))"
    }

    /// - Parameter found: what the query found.
    public func part(_ found: [Row], _ window: PageWindow) -> ListPart<Row> {
        ListPart(found, window, order: name) { keys(of: $0) }
    }

    /// What a cursor beside a row holds.
    public func keys(of row: Row) -> [String] { columns.map { $0.key(row) } }

    private func values(_ window: PageWindow) throws -> (cursor: PageCursor?, values: [SQLValue]) {
        guard let cursor = window.cursor else { return (nil, []) }
        guard cursor.order == name, cursor.keys.count == columns.count else { throw Self.foreignCursor }
        let values = try zip(columns, cursor.keys).map { column, key -> SQLValue in
            guard let value = column.read(key) else { throw Self.foreignCursor }
            return value
        }
        return (cursor, values)
    }

    private func comparison(_ cursor: PageCursor) -> Query {
        (cursor.side == .after) == (direction == .ascending) ? ">" : "<"
    }

    private static func compare(_ names: [Query], _ comparison: Query, _ values: [SQLValue]) -> Query {
        let binds = values.map { "\($0)" as Query }
        guard names.count > 1 else { return (names + [comparison] + binds).joined(separator: " ") }
        return """
            (\(fragment: names.joined(separator: ", "))) \(fragment: comparison) (\(fragment: binds.joined(separator: ", ")))
            """
    }

    private static var foreignCursor: Problem {
        Problem.invalid([
            FieldError(parameter: "cursor", code: "invalid", message: "does not belong to this list in this order")
        ])
    }
}
