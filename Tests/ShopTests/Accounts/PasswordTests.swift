import Accounts
import Contracts
import HTTP
import JSON
import TestSupport
import Testing
import Values

@Suite("Passwords and links in mails")
struct PasswordTests {
    private let newPassword = "a fresh pass phrase"

    @Test("A change needs the current password, and ends the other sessions")
    func change() async throws {
        try await AccountsShop.open { shop in
            let here = try await shop.join("ann")
            let there = try await shop.enter("ann")
            func change(_ current: String, _ new: String) async throws -> Answer {
                try await shop.ask(
                    .post, "password/change/", #"{"current_password": "\#(current)", "new_password": "\#(new)"}"#,
                    as: here.access)
            }
            let wrong = try await change("wrong", newPassword)
            #expect(wrong.status == 422 && wrong.wrongFields == ["/current_password"])
            let common = try await change(AccountsShop.password, "password123")
            #expect(common.status == 422 && common.wrongFields == ["/new_password"])
            #expect(try await change(AccountsShop.password, newPassword).status == 204)
            #expect(try await shop.logIn("ann").status == 401)
            #expect(try await shop.logIn("ann", newPassword).status == 200)
            #expect(try await shop.refresh(there.refresh).status == 401)
            #expect(try await shop.refresh(here.refresh).status == 200)
            #expect(try await shop.auditActions(on: here) == ["change_password"])
        }
    }

    @Test("Guesses of the current password are held back")
    func guesses() async throws {
        try await AccountsShop.open(limits: AccountLimits(failuresPerAccount: 2)) { shop in
            let ann = try await shop.join("ann")
            var statuses: [Int] = []
            for _ in 0..<3 {
                let body = #"{"current_password": "wrong", "new_password": "\#(newPassword)"}"#
                statuses.append(try await shop.ask(.post, "password/change/", body, as: ann.access).status)
            }
            #expect(statuses == [422, 422, 429])
        }
    }

    @Test("A reset is answered the same whoever asks, and mailed only to whom the address belongs")
    func request() async throws {
        try await AccountsShop.open { shop in
            _ = try await shop.join("ann")
            try await shop.accounts.sweepOnce()
            let known = try await shop.ask(.post, "password/reset/", #"{"email": "Ann@Example.com"}"#)
            let unknown = try await shop.ask(.post, "password/reset/", #"{"email": "nobody@example.com"}"#)
            #expect(known.status == 202 && unknown.status == 202)
            #expect(known.body == unknown.body)
            try await shop.accounts.sweepOnce()
            let resets = shop.mailbox.mails.filter { $0.kind == .passwordReset }
            #expect(resets.map(\.recipient.address) == ["ann@example.com"])
        }
    }

    @Test("Whoever asks too often for one address gets the same answer, but its owner no further mail")
    func requestLimit() async throws {
        try await AccountsShop.open(limits: AccountLimits(failuresPerAccount: 2)) { shop in
            _ = try await shop.join("ann")
            for email in ["ann@example.com", "nobody@example.com"] {
                for _ in 0..<3 {
                    #expect(try await shop.ask(.post, "password/reset/", #"{"email": "\#(email)"}"#).status == 202)
                    try await shop.accounts.sweepOnce()
                }
            }
            #expect(shop.mailbox.mails.filter { $0.kind == .passwordReset }.count == 2)
        }
    }

    @Test("The token of a reset sets a password once, and ends all sessions")
    func reset() async throws {
        try await AccountsShop.open(limits: AccountLimits(failuresPerAccount: 2)) { shop in
            let ann = try await shop.join("ann")
            for _ in 0..<2 { _ = try await shop.logIn("ann", "wrong") }
            _ = try await shop.ask(.post, "password/reset/", #"{"email": "ann@example.com"}"#)
            let token = try await shop.token(ofMail: .passwordReset, to: "ann")
            let body = #"{"token": "\#(token)", "new_password": "\#(newPassword)"}"#
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await shop.ask(.post, "password/reset/confirm/", body).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [204, 422, 422, 422])
            #expect(try await shop.ask(.post, "password/reset/confirm/", body).wrongFields == ["/token"])
            #expect(try await shop.refresh(ann.refresh).status == 401)
            // Whoever has proved the address need not wait for the failures of others to be forgotten.
            #expect(try await shop.logIn("ann", newPassword).status == 200)
        }
    }

    @Test("A token is good for an hour, for its own purpose, and until the next one is asked for")
    func expiry() async throws {
        try await AccountsShop.open { shop in
            _ = try await shop.register("ann")
            let verification = try await shop.token(ofMail: .emailVerification, to: "ann")
            func confirm(_ token: String) async throws -> Int {
                let body = #"{"token": "\#(token)", "new_password": "\#(newPassword)"}"#
                return try await shop.ask(.post, "password/reset/confirm/", body).status
            }
            #expect(try await confirm(verification) == 422)
            #expect(try await confirm("nonsense") == 422)

            _ = try await shop.ask(.post, "password/reset/", #"{"email": "ann@example.com"}"#)
            let first = try await shop.token(ofMail: .passwordReset, to: "ann")
            _ = try await shop.ask(.post, "password/reset/", #"{"email": "ann@example.com"}"#)
            let second = try await shop.token(ofMail: .passwordReset, to: "ann")
            #expect(first != second)
            #expect(try await confirm(first) == 422)
            shop.clock.advance(by: .seconds(60 * 60))
            #expect(try await confirm(second) == 422)
            #expect(try await shop.logIn("ann").status == 200)
        }
    }

    @Test("Staff have a reset sent, and never see the token")
    func byStaff() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let ann = try await shop.join("ann")
            let answer = try await shop.act("send_password_reset", on: ann, by: root)
            #expect(answer.status == 200)
            let token = try await shop.token(ofMail: .passwordReset, to: "ann")
            #expect(!answer.body.contains(token))
            let body = #"{"token": "\#(token)", "new_password": "\#(newPassword)"}"#
            #expect(try await shop.ask(.post, "password/reset/confirm/", body).status == 204)
        }
    }

    @Test("The link of the mail proves the address, once and within a day")
    func verify() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let token = try await shop.token(ofMail: .emailVerification, to: "ann")
            func verify(_ token: String) async throws -> Answer {
                try await shop.ask(.post, "email/verify/", #"{"token": "\#(token)"}"#)
            }
            #expect(try await verify(token).status == 204)
            #expect(try await shop.ask(.get, "users/me/", as: ann.access)["email_verified"] == .bool(true))
            #expect(try await verify(token).wrongFields == ["/token"])

            _ = try await shop.register("bob")
            let late = try await shop.token(ofMail: .emailVerification, to: "bob")
            shop.clock.advance(by: .seconds(24 * 60 * 60))
            #expect(try await verify(late).status == 422)
        }
    }

    @Test("Another address has to be proved anew, and links to the old one open nothing")
    func changedAddress() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let old = try await shop.token(ofMail: .emailVerification, to: "ann")
            #expect(try await shop.ask(.post, "email/verify/", #"{"token": "\#(old)"}"#).status == 204)
            _ = try await shop.ask(.post, "password/reset/", #"{"email": "ann@example.com"}"#)
            let reset = try await shop.token(ofMail: .passwordReset, to: "ann")

            let changed = try await shop.ask(
                .patch, "users/\(ann.id)/", #"{"email": "anna@example.org"}"#, as: ann.access)
            #expect(changed["email_verified"] == .bool(false))
            let body = #"{"token": "\#(reset)", "new_password": "\#(newPassword)"}"#
            #expect(try await shop.ask(.post, "password/reset/confirm/", body).status == 422)
            let token = try await shop.token(ofMail: .emailVerification, to: "ann")
            #expect(shop.mailbox.mails.last?.recipient.address == "anna@example.org")
            #expect(try await shop.ask(.post, "email/verify/", #"{"token": "\#(token)"}"#).status == 204)
            #expect(try await shop.auditActions(on: ann) == ["change_address"])
        }
    }
}
