import Contracts
import Endpoints
import HTTP
import SQL
import Security
import ServiceKit
import Values

/// The users' rows.
struct UserStore: Sendable {
    let clock: WallClock

    func find(_ id: UserID, in connection: some SQLConnection) async throws -> UserRow? {
        try await connection.first(
            "select \(UserRow.columns) from users where id = \(id) and blanked_at is null", UserRow.init)
    }

    /// By username or address, in any case.
    func find(login: String, in connection: some SQLConnection) async throws -> UserRow? {
        try await connection.first(
            """
            select \(UserRow.columns) from users
            where id = (select user_id from login_names where name = \(LoginNames.key(login)))
            """, UserRow.init)
    }

    /// The caller's own account, or for staff any.
    /// - Throws: 404 for somebody else's.
    func find(_ id: UserID, visibleTo caller: User, in connection: some SQLConnection) async throws -> UserRow {
        let row = try await connection.first(
            """
            select \(UserRow.columns) from users
            where id = \(id) and blanked_at is null and (id = \(caller.id) or \(caller.isStaff))
            """, UserRow.init)
        guard let row else { throw Problem.notFound }
        return row
    }

    /// Locks users until the end of the transaction, in the order of their key.
    func lock(_ ids: [UserID], in transaction: any Transaction) async throws -> [UserRow] {
        try await transaction.query(
            """
            select \(UserRow.columns) from users where id in \(list: ids) and blanked_at is null
            order by id\(transaction.dialect.forUpdate)
            """, UserRow.init)
    }

    func list(
        search: String?, role: Role?, window: PageWindow, in database: any Database
    ) async throws -> (part: ListPart<UserRow>, count: Int) {
        let listing = UserListing(search: search, role: role)
        let page = try listing.page(window)
        let rows = try await listing.isSlow ? database.slowQuery(page) : database.query(page)
        let part = UserListing.order.part(try rows.map(UserRow.init), window)
        if part.isWhole { return (part, part.rows.count) }
        let counted = try await listing.isSlow ? database.slowQuery(listing.count) : database.query(listing.count)
        return (part, try counted.first?.get(at: 0) ?? 0)
    }

    /// Adds a user with an empty or a filled profile.
    func add(
        _ details: UserDetails, role: Role, passwordHash: PasswordHash?, emailVerified: Bool = false,
        profile: ProfileDetails, in transaction: any Transaction
    ) async throws -> UserID {
        let now = clock.now()
        let id = UserID(.version7(at: now))
        try await transaction.execute(
            """
            insert into users (id, username, email, password_hash, first_name, last_name, role, is_active,
                email_verified, search_text, date_joined, version)
            values (\(id), \(details.username), \(details.email), \(passwordHash?.encoded), \(details.firstName),
                \(details.lastName), \(role), \(true), \(emailVerified), \(details.searchText), \(now), 1)
            """)
        try await transaction.execute(
            """
            insert into profiles (user_id, phone, address, store_name, created_at, updated_at, version)
            values (\(id), \(profile.phone), \(profile.address), \(profile.storeName), \(now), \(now), 1)
            """)
        try await LoginNames.claim(details, for: id, in: transaction)
        return id
    }

    func write(
        _ details: UserDetails, emailVerified: Bool, of user: UserRow, in transaction: any Transaction
    ) async throws -> UserRow {
        try await change(
            user.id,
            """
            username = \(details.username), email = \(details.email), first_name = \(details.firstName),
            last_name = \(details.lastName), search_text = \(details.searchText), email_verified = \(emailVerified)
            """, in: transaction)
    }

    func setRole(_ role: Role, of id: UserID, in transaction: any Transaction) async throws -> UserRow {
        try await change(id, "role = \(role)", in: transaction)
    }

    func setActive(_ isActive: Bool, of id: UserID, in transaction: any Transaction) async throws -> UserRow {
        try await change(id, "is_active = \(isActive)", in: transaction)
    }

    @discardableResult
    func setVerified(_ id: UserID, in transaction: any Transaction) async throws -> UserRow {
        try await change(id, "email_verified = \(true)", in: transaction)
    }

    /// The account is of no use from now on; its data goes when no order needs it any more.
    @discardableResult
    func close(_ id: UserID, in transaction: any Transaction) async throws -> UserRow {
        try await change(id, "is_active = \(false), closed_at = \(clock.now()), password_hash = null", in: transaction)
    }

    private func change(_ id: UserID, _ assignments: Query, in transaction: any Transaction) async throws -> UserRow {
        let result = try await transaction.execute(
            """
            update users set \(fragment: assignments), version = version + 1
            where id = \(id) and closed_at is null returning \(UserRow.columns)
            """)
        guard let row = result.rows.first else { throw Problem.notFound }
        return try UserRow(row)
    }
}
