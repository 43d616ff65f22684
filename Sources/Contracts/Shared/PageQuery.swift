public import Endpoints

/// The window of a list that has no other filter.
public struct PageQuery: PagedQuery {
    public var limit: Int?
    public var offset: Int?
    public var cursor: PageCursor?

    public init(limit: Int? = nil, offset: Int? = nil, cursor: PageCursor? = nil) {
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
    }
}
