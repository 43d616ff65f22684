import Accounts
import Contracts
import HTTP
import Observability
import TestSupport
import Testing
import Values

@Suite("What accounts keep to themselves")
struct SecrecyTests {
    @Test("No password, token, name or address stands in any line of the log")
    func logs() async throws {
        try await AccountsShop.open { shop in
            shop.mailbox.goAway()
            var ann = try await shop.join("ann-the-buyer")
            try await shop.accounts.sweepOnce()
            shop.mailbox.comeBack()
            shop.clock.advance(by: .seconds(10))
            let verification = try await shop.token(ofMail: .emailVerification, to: "ann-the-buyer")
            _ = try await shop.logIn("ann-the-buyer", "mistyped password")
            _ = try await shop.logIn("unknown-person", "mistyped password")
            _ = try await shop.register("ann-the-buyer")
            _ = try await shop.ask(.post, "email/verify/", #"{"token": "\#(verification)"}"#)
            _ = try await shop.ask(
                .post, "password/reset/", #"{"email": "ann-the-buyer@example.com"}"#)
            let reset = try await shop.token(ofMail: .passwordReset, to: "ann-the-buyer")
            let spent = ann.refresh
            ann.refresh = try await shop.refresh(spent).text("refresh")
            _ = try await shop.refresh(spent)
            _ = try await shop.ask(
                .post, "password/reset/confirm/", #"{"token": "\#(reset)", "new_password": "password123"}"#)
            _ = try await shop.ask(
                .post, "password/reset/confirm/", #"{"token": "\#(reset)", "new_password": "a new pass phrase"}"#)
            _ = try await shop.ask(.delete, "users/", as: ann.access)
            shop.orders.goAway()
            try await shop.accounts.sweepOnce()

            let log = shop.logs.text
            #expect(shop.logs.entries.count > 10)
            for secret in [
                AccountsShop.password, "mistyped password", "a new pass phrase", "password123", verification, reset,
                spent, ann.refresh, ann.access, "ann-the-buyer", "unknown-person", "example.com", "1 Long Lane",
                "555 0100", "argon2",
            ] {
                #expect(!log.contains(secret), "\(secret)")
            }
        }
    }
}
