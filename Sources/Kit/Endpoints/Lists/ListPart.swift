/// The rows of one page, with what leads to the pages beside it.
public struct ListPart<Row: Sendable>: Sendable {
    public let rows: [Row]
    /// Where the list goes on; nil at its end.
    public let next: PageWindow?
    /// What lies before; nil at the beginning.
    public let previous: PageWindow?

    /// - Parameters:
    ///   - found: in the order of the list, or the reverse of it before a cursor; one row more than the page has room
    ///     for, if there is one: that one is not shown, and says that the list goes on.
    ///   - order: the name of the list's order.
    ///   - keys: what a row has in the columns of that order.
    public init(_ found: [Row], _ window: PageWindow, order: String, keys: (Row) -> [String]) {
        let goesOn = found.count > window.limit
        let isBackwards = window.cursor?.side == .before
        let shown = found.prefix(window.limit)
        let rows = isBackwards ? Array(shown.reversed()) : Array(shown)
        let hasNext = goesOn || isBackwards
        let hasPrevious = isBackwards ? goesOn : window.cursor != nil || window.offset > 0
        self.rows = rows
        guard let first = rows.first, let last = rows.last else {
            (next, previous) = Self.neighboursOfNothing(window)
            return
        }
        next = hasNext ? window.at(PageCursor(.after, order: order, keys: keys(last))) : nil
        previous = hasPrevious ? window.at(PageCursor(.before, order: order, keys: keys(first))) : nil
    }

    private init(_ window: PageWindow) {
        rows = []
        (next, previous) = Self.neighboursOfNothing(window)
    }

    /// A part of a list that has no rows at all.
    public static func nothing(_ window: PageWindow) -> ListPart { ListPart(window) }

    /// Whether these are all rows of the list, so that they need not be counted.
    public var isWhole: Bool { next == nil && previous == nil }

    /// Where no row is left on one side of a cursor, the list lies on the other.
    private static func neighboursOfNothing(_ window: PageWindow) -> (next: PageWindow?, previous: PageWindow?) {
        guard let cursor = window.cursor else {
            return (nil, window.offset > 0 ? window.at(offset: max(0, window.offset - window.limit)) : nil)
        }
        switch cursor.side {
        case .after: return (nil, window.at(PageCursor(.before, order: cursor.order, keys: cursor.keys)))
        case .before: return (window.at(PageCursor(.after, order: cursor.order, keys: cursor.keys)), nil)
        }
    }
}
