import Accounts
import HTTP
import TestSupport
import Testing
import Values

@Suite("Throttling of logins")
struct ThrottlingTests {
    private let limits = AccountLimits(failuresPerAccount: 3, failuresPerAddress: 5)

    @Test("After too many failures not even the right password is looked at, until time has passed")
    func account() async throws {
        try await AccountsShop.open(limits: limits) { shop in
            _ = try await shop.register("ann")
            // Both names lead to the same account.
            for name in ["ann", "ann@example.com", "ANN"] {
                #expect(try await shop.logIn(name, "wrong", from: "192.0.2.9").status == 401)
            }
            let held = try await shop.logIn("ann", from: "192.0.2.10")
            #expect(held.status == 429)
            #expect(held.code == "rate_limited")
            #expect(held.fields[.retryAfter] != nil)
            shop.clock.advance(by: .seconds(30 * 60))
            #expect(try await shop.logIn("ann").status == 200)
        }
    }

    @Test("A name that nobody has is held back the same way")
    func unknown() async throws {
        try await AccountsShop.open(limits: limits) { shop in
            var statuses: [Int] = []
            for _ in 0..<4 { statuses.append(try await shop.logIn("nobody", "wrong").status) }
            #expect(statuses == [401, 401, 401, 429])
        }
    }

    @Test("One address cannot try the accounts one after another")
    func address() async throws {
        try await AccountsShop.open(limits: limits) { shop in
            _ = try await shop.register("ann")
            for number in 0..<5 {
                #expect(try await shop.logIn("user\(number)", "wrong", from: "192.0.2.9").status == 401)
            }
            #expect(try await shop.logIn("ann", from: "192.0.2.9").status == 429)
            #expect(try await shop.logIn("ann", from: "192.0.2.10").status == 200)
        }
    }

    @Test("A success starts the account afresh")
    func success() async throws {
        try await AccountsShop.open(limits: limits) { shop in
            _ = try await shop.register("ann")
            for _ in 0..<2 { _ = try await shop.logIn("ann", "wrong", from: "192.0.2.1") }
            #expect(try await shop.logIn("ann").status == 200)
            for _ in 0..<2 { #expect(try await shop.logIn("ann", "wrong", from: "192.0.2.2").status == 401) }
            #expect(try await shop.logIn("ann").status == 200)
        }
    }

    @Test("Guesses that are sent all at once get no more answers than those one after another")
    func burst() async throws {
        try await AccountsShop.open(limits: AccountLimits(failuresPerAccount: 3, failuresPerAddress: 1_000)) { shop in
            _ = try await shop.register("ann")
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<30 { group.addTask { try await shop.logIn("ann", "guess \(number)").status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0 == 401 }.count == 3)
            #expect(answers.filter { $0 == 429 }.count == 27)
        }
    }
}
