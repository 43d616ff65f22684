import Contracts
import SQL
import Values

/// The profiles' rows. Each user has one from the beginning.
struct ProfileStore: Sendable {
    let clock: WallClock

    func find(_ users: [UserID], in connection: some SQLConnection) async throws -> [UserID: ProfileRow] {
        let rows = try await connection.query(
            "select \(ProfileRow.columns) from profiles where user_id in \(list: users)", ProfileRow.init)
        return Dictionary(rows.map { ($0.userID, $0) }) { first, _ in first }
    }

    func write(
        _ details: ProfileDetails, of user: UserID, in transaction: any Transaction
    ) async throws -> ProfileRow? {
        try await transaction.execute(
            """
            update profiles set phone = \(details.phone), address = \(details.address),
                store_name = \(details.storeName), updated_at = \(clock.now()), version = version + 1
            where user_id = \(user) returning \(ProfileRow.columns)
            """
        ).rows.first.map(ProfileRow.init)
    }
}
