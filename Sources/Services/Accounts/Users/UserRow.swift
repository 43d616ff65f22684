import Contracts
import HTTP
import SQL
import Security
import ServiceKit
import Values

/// A user as the database knows it.
struct UserRow: Sendable {
    let id: UserID
    let username: String
    let email: EmailAddress
    /// Nil for whoever cannot log in by a password.
    let passwordHash: PasswordHash?
    let firstName: String
    let lastName: String
    let role: Role
    let isActive: Bool
    let emailVerified: Bool
    let dateJoined: Timestamp
    let closedAt: Timestamp?
    let version: Int

    static let columns: SQLFragment = """
        id, username, email, password_hash, first_name, last_name, role, is_active, email_verified, date_joined,
        closed_at, version
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        username = try row.get("username")
        email = try row.get("email")
        passwordHash = try row.get("password_hash", as: String?.self).map(PasswordHash.init(encoded:))
        firstName = try row.get("first_name")
        lastName = try row.get("last_name")
        role = try row.get("role")
        isActive = try row.get("is_active")
        emailVerified = try row.get("email_verified")
        dateJoined = try row.get("date_joined")
        closedAt = try row.get("closed_at")
        version = try row.get("version")
    }

    var mayLogIn: Bool { isActive && closedAt == nil }

    var details: UserDetails {
        UserDetails(username: username, email: email, firstName: firstName, lastName: lastName)
    }

    var etag: ETag { ETag(version: version, of: id) }

    var view: UserView {
        UserView(
            id: id, username: username, email: email, firstName: firstName, lastName: lastName, role: role,
            isActive: isActive, emailVerified: emailVerified, dateJoined: dateJoined)
    }
}
