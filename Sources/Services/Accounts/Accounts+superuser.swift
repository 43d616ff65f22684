import Contracts
import HTTP
import Messaging
import SQL
import Security
public import Values

extension Accounts {
    /// The name belongs to somebody who is no admin, and is not made one by the way.
    public struct NotAnAdmin: Error, Sendable, CustomStringConvertible {
        public var description: String { "there is a user of this name already, who is not an admin" }
    }

    /// Makes an admin. One of this name that is there already is left as they are, password included.
    /// - Returns: whether one was made.
    /// - Throws: `PasswordRules.Refusal`, `NotAnAdmin`, or a `Problem` that says which name is taken.
    @discardableResult
    public func createSuperuser(
        username: String, email: EmailAddress, password: Secret<String>
    ) async throws -> Bool {
        if let earlier = try await parts.users.find(login: username, in: database) {
            guard earlier.role == .admin else { throw NotAnAdmin() }
            return false
        }
        if let refusal = PasswordRules.refusal(of: password) { throw refusal }
        let details = UserDetails(username: username, email: email, firstName: "", lastName: "")
        let hash = try await parts.passwords.hash(password)
        do {
            try await database.transaction { [parts] transaction in
                let id = try await parts.users.add(
                    details, role: .admin, passwordHash: hash, emailVerified: true, profile: ProfileDetails(),
                    in: transaction)
                try await parts.audit.record(.madeSuperuser, by: nil, on: id, in: transaction)
                try await parts.outbox.append(UserRegistered(userID: id, role: .admin), in: transaction)
            }
        } catch let problem as Problem {
            // Two processes may start at once.
            guard try await parts.users.find(login: username, in: database)?.role == .admin else { throw problem }
            return false
        }
        return true
    }

    /// Whether somebody can run the shop.
    public func hasAdmin() async throws -> Bool {
        try await database.first(
            "select 1 from users where role = 'admin' and is_active and closed_at is null limit 1") != nil
    }
}
