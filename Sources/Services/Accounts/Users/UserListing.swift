import Contracts
import Endpoints
import SQL
import ServiceKit

/// Which users a list holds, newest first, as SQL.
struct UserListing: Sendable {
    static let order = ListOrder<UserRow>(
        "newest", .descending, [.moment("date_joined", \.dateJoined), .identifier("id", \.id)])

    private let conditions: [Query]

    /// Whether texts are searched: such a list must not hold up a loop.
    let isSlow: Bool

    /// - Parameter search: every term of it has to stand in a name or the address, in any case.
    init(search: String?, role: Role?) {
        let terms = (search ?? "").lowercased().split(whereSeparator: \.isWhitespace)
        var conditions: [Query] = ["closed_at is null"]
        if let role { conditions.append("role = \(role)") }
        for term in terms {
            let pattern = "%\(LikePattern.escape(String(term)))%"
            conditions.append("search_text like \(pattern) escape '\\'")
        }
        self.conditions = conditions
        isSlow = !terms.isEmpty
    }

    func page(_ window: PageWindow) throws -> Query {
        try Self.order.query("select \(UserRow.columns) from users", where: conditions, window)
    }

    var count: Query {
        PageWindow.counting("from users where \(fragment: conditions.joined(separator: " and "))")
    }
}
