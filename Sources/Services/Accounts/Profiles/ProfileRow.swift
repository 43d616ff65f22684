import Contracts
import HTTP
import SQL
import ServiceKit
import Values

/// A profile as the database knows it.
struct ProfileRow: Sendable {
    let userID: UserID
    let details: ProfileDetails
    let createdAt: Timestamp
    let updatedAt: Timestamp
    let version: Int

    static let columns: SQLFragment = "user_id, phone, address, store_name, created_at, updated_at, version"

    init(_ row: Row) throws {
        userID = try row.get("user_id")
        details = ProfileDetails(
            phone: try row.get("phone"), address: try row.get("address"), storeName: try row.get("store_name"))
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        version = try row.get("version")
    }

    var etag: ETag { ETag(version: version, of: userID, "profile") }

    var view: ProfileView {
        ProfileView(
            user: userID, phone: details.phone, address: details.address, storeName: details.storeName,
            createdAt: createdAt, updatedAt: updatedAt)
    }

    /// User and profile together, as peers see them.
    func account(of user: UserRow) -> AccountView {
        AccountView(
            user: user.view, phone: details.phone, address: details.address, storeName: details.storeName,
            createdAt: createdAt, updatedAt: updatedAt)
    }
}
