public import Endpoints
public import Values

/// Which orders a list holds. `user_id` and `deleted` are for staff.
public struct OrderQuery: PagedQuery {
    public var status: OrderStatusName?
    public var userID: UserID?
    public var deleted: Bool?
    public var limit: Int?
    public var offset: Int?
    public var cursor: PageCursor?

    public init(
        status: OrderStatusName? = nil, userID: UserID? = nil, deleted: Bool? = nil, limit: Int? = nil,
        offset: Int? = nil, cursor: PageCursor? = nil
    ) {
        self.status = status
        self.userID = userID
        self.deleted = deleted
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
    }
}

public struct SellingQuery: PagedQuery {
    public var status: OrderStatusName?
    public var limit: Int?
    public var offset: Int?
    public var cursor: PageCursor?

    public init(status: OrderStatusName? = nil, limit: Int? = nil, offset: Int? = nil, cursor: PageCursor? = nil) {
        self.status = status
        self.limit = limit
        self.offset = offset
        self.cursor = cursor
    }
}
