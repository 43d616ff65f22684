import Accounts
import Contracts
import HTTP
import SQL
import Security
import TestSupport
import Testing
import Values

@Suite("Operating accounts")
struct OperationTests {
    private func email(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

    @Test("The superuser is made once, and left alone afterwards")
    func superuser() async throws {
        try await AccountsShop.open { shop in
            #expect(try await !shop.accounts.hasAdmin())
            let address = try email("root@example.com")
            #expect(
                try await shop.accounts.createSuperuser(
                    username: "root", email: address, password: Secret(AccountsShop.password)))
            #expect(
                try await !shop.accounts.createSuperuser(
                    username: "ROOT", email: address, password: Secret("another password")))
            #expect(try await shop.accounts.hasAdmin())
            #expect(try await shop.logIn("root").status == 200)
            _ = try await shop.register("ann")
            await #expect(throws: Accounts.NotAnAdmin.self) {
                try await shop.accounts.createSuperuser(
                    username: "ann", email: address, password: Secret(AccountsShop.password))
            }
            await #expect(throws: PasswordRules.Refusal.tooCommon) {
                try await shop.accounts.createSuperuser(
                    username: "other", email: try email("o@example.com"), password: Secret("password123"))
            }
        }
    }

    @Test("Seeding twice makes everybody once, and says who they are both times")
    func seeding() async throws {
        try await AccountsShop.open { shop in
            let hasher = try PasswordHasher(cost: AccountsShop.cheap)
            defer { hasher.shutdown() }
            let seeder = AccountsSeeder(
                database: shop.database, passwords: hasher, clock: shop.clock.wallClock)
            let people = try (0..<600).map { number in
                SeedPerson(
                    username: "person\(number)", email: try email("person\(number)@example.com"), firstName: "P",
                    lastName: "\(number)", role: number < 10 ? .seller : .buyer, storeName: number < 10 ? "Store" : "")
            }
            let first = try await seeder.seed(people, password: Secret("a shared pass phrase"))
            let second = try await seeder.seed(people, password: nil)
            #expect(first.count == 600)
            #expect(first == second)
            let users: Int? = try await shop.database.scalar("select count(*) from users")
            #expect(users == 600)
            #expect(try await shop.logIn("person7", "a shared pass phrase").status == 200)
        }
    }

    @Test("Whoever was seeded without a password cannot log in, until they reset it")
    func withoutPassword() async throws {
        try await AccountsShop.open { shop in
            let hasher = try PasswordHasher(cost: AccountsShop.cheap)
            defer { hasher.shutdown() }
            let seeder = AccountsSeeder(database: shop.database, passwords: hasher, clock: shop.clock.wallClock)
            _ = try await seeder.seed(
                [
                    SeedPerson(
                        username: "ann", email: try email("ann@example.com"), firstName: "", lastName: "", role: .buyer)
                ], password: nil)
            #expect(try await shop.logIn("ann", "").status == 401)
            _ = try await shop.ask(.post, "password/reset/", #"{"email": "ann@example.com"}"#)
            let token = try await shop.token(ofMail: .passwordReset, to: "ann")
            let body = #"{"token": "\#(token)", "new_password": "\#(AccountsShop.password)"}"#
            #expect(try await shop.ask(.post, "password/reset/confirm/", body).status == 204)
            #expect(try await shop.logIn("ann").status == 200)
        }
    }

    @Test("The checker names a user who may not log in and still has a session")
    func invariants() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            _ = try await shop.database.execute("update users set is_active = \(false)")
            let violations = try await AccountsInvariants.violations(shop.database)
            #expect(violations.count == 1)
            #expect(
                violations.first?.description.hasPrefix("a user who may not log in has no session: session ") == true)
            _ = try await shop.database.execute("update users set is_active = \(true) where id = \(ann.id)")
        }
    }
}
