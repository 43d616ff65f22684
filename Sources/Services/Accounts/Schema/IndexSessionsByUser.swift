import SQL

/// All sessions of a user, ended ones too, which go when the account is closed.
struct IndexSessionsByUser: Migration {
    static let name = "006_index_sessions_by_user"

    func statements(_: Dialect) -> [Query] {
        ["create index sessions_by_user on sessions (user_id)"]
    }
}
