import Contracts
import HTTP
import SQL
import Values

/// The names by which users log in, unique in any case.
///
/// Usernames and addresses share one space, because either may stand in either field of a login: nobody can take
/// somebody else's address for a username. The table's key decides a race.
enum LoginNames {
    static func key(_ login: String) -> String { login.lowercased() }

    /// - Throws: 409 `duplicate` naming each field that is taken.
    static func check(
        _ details: UserDetails, exceptFor user: UserID? = nil, in connection: some SQLConnection
    ) async throws {
        let names = [key(details.username), details.email.lookupKey]
        let taken = try await connection.query(
            "select name, user_id from login_names where name in \(list: names)"
        ) { row in (name: try row.get("name", as: String.self), owner: try row.get("user_id", as: UserID.self)) }
        let others = Set(taken.filter { $0.owner != user }.map(\.name))
        var fields: [Field] = []
        if others.contains(names[0]) { fields.append(.username) }
        if others.contains(names[1]) { fields.append(.email) }
        if !fields.isEmpty { throw duplicate(fields) }
    }

    /// Makes these the names of the user, in place of earlier ones.
    static func claim(_ details: UserDetails, for user: UserID, in transaction: any Transaction) async throws {
        try await check(details, exceptFor: user, in: transaction)
        try await transaction.execute("delete from login_names where user_id = \(user)")
        var names = [(name: key(details.username), field: Field.username)]
        if details.email.lookupKey != names[0].name { names.append((details.email.lookupKey, .email)) }
        // In the order of the key: two who want each other's names cannot wait for one another.
        for (name, field) in names.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            try await insert(name, field, user, transaction)
        }
    }

    private static func insert(
        _ name: String, _ field: Field, _ user: UserID, _ transaction: any Transaction
    ) async throws {
        do {
            try await transaction.execute("insert into login_names (name, user_id) values (\(name), \(user))")
        } catch {
            // Between the look and this line somebody else was faster.
            if error.isUniqueViolation { throw duplicate([field]) }
            throw error
        }
    }

    private enum Field: String {
        case username, email
    }

    private static func duplicate(_ fields: [Field]) -> Problem {
        .conflict(
            .duplicate,
            errors: fields.map { field in
                FieldError(
                    pointer: "/\(field)", code: "duplicate",
                    message: field == .username ? "this username is taken" : "this address has an account already")
            })
    }
}
