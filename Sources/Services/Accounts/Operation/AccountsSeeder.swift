public import Contracts
import Messaging
public import SQL
public import Security
public import Values

/// Fills the shop with people, many at a time. Whoever is there already, by username, is left alone.
public struct AccountsSeeder: Sendable {
    private static let batch = 250

    private let database: any Database
    private let passwords: PasswordHasher
    private let users: UserStore
    private let outbox: Outbox

    public init(database: any Database, passwords: PasswordHasher, clock: WallClock = .system) {
        self.database = database
        self.passwords = passwords
        users = UserStore(clock: clock)
        outbox = Outbox(source: Accounts.name, clock: clock)
    }

    /// - Parameter password: what all of them log in with, hashed once; nil for people who cannot log in until they
    ///   reset their password.
    /// - Returns: the id of each username, of those who were there before as well.
    public func seed(_ people: [SeedPerson], password: Secret<String>?) async throws -> [String: UserID] {
        var hash: PasswordHash?
        if let password { hash = try await passwords.hash(password) }
        var ids: [String: UserID] = [:]
        for start in stride(from: 0, to: people.count, by: Self.batch) {
            let some = Array(people[start..<min(start + Self.batch, people.count)])
            let added = try await database.transaction { [hash] transaction in
                try await add(some, hash, in: transaction)
            }
            ids.merge(added) { first, _ in first }
        }
        return ids
    }

    private func add(
        _ people: [SeedPerson], _ hash: PasswordHash?, in transaction: any Transaction
    ) async throws -> [String: UserID] {
        let names = people.map { LoginNames.key($0.username) }
        let known = Dictionary(
            try await transaction.query("select name, user_id from login_names where name in \(list: names)") { row in
                (try row.get("name", as: String.self), try row.get("user_id", as: UserID.self))
            }
        ) { first, _ in first }
        var ids: [String: UserID] = [:]
        for person in people {
            if let id = known[LoginNames.key(person.username)] {
                ids[person.username] = id
            } else {
                ids[person.username] = try await add(person, hash, in: transaction)
            }
        }
        return ids
    }

    private func add(
        _ person: SeedPerson, _ hash: PasswordHash?, in transaction: any Transaction
    ) async throws -> UserID {
        let role: Role = person.role == .seller ? .seller : .buyer
        let id = try await users.add(
            UserDetails(
                username: person.username, email: person.email, firstName: person.firstName,
                lastName: person.lastName),
            role: role, passwordHash: hash, emailVerified: true,
            profile: ProfileDetails(
                phone: person.phone, address: person.address, storeName: person.storeName),
            in: transaction)
        try await outbox.append(UserRegistered(userID: id, role: role), in: transaction)
        return id
    }
}
