public import Endpoints

/// Which users a list holds; `search` looks into username, e-mail and names.
public struct UserQuery: PagedQuery {
    public var search: String?
    public var role: Role?
    public var limit: Int?
    public var offset: Int?
    public var cursor: PageCursor?
}
