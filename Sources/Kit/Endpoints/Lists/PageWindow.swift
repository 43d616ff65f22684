/// Which part of a list is wanted.
public struct PageWindow: Hashable, Sendable {
    public static let defaultLimit = 10
    public static let largestLimit = 100
    /// Lists are counted this far; a million rows are not counted to show ten.
    public static let countedAtMost = 10_000
    /// Rows that are skipped have to be passed one by one; a cursor leads further.
    public static let largestOffset = 10_000

    public let limit: Int
    /// How many rows to skip; of no account where there is a cursor.
    public let offset: Int
    /// Where the part begins or ends.
    public let cursor: PageCursor?

    public init(limit: Int? = nil, offset: Int? = nil, cursor: PageCursor? = nil) {
        self.limit = limit ?? Self.defaultLimit
        self.offset = cursor == nil ? offset ?? 0 : 0
        self.cursor = cursor
    }

    /// The same number of rows from another place on.
    func at(_ cursor: PageCursor) -> PageWindow { PageWindow(limit: limit, cursor: cursor) }

    func at(offset: Int) -> PageWindow { PageWindow(limit: limit, offset: offset) }
}
