import Accounts
import Contracts
import EventLoops
import HTTP
import Observability
import SQL
import ServiceKit
import TestSupport
import Testing
import Values

@Suite("Mails with a secret")
struct MailTests {
    @Test("While notifications are away a mail waits, sealed, and is asked for once they are back")
    func away() async throws {
        try await AccountsShop.open { shop in
            shop.mailbox.goAway()
            #expect(try await shop.register("ann").status == 201)
            try await shop.accounts.sweepOnce()
            #expect(shop.mailbox.mails.isEmpty)
            let sealed: [UInt8]? = try await shop.database.scalar("select sealed_token from mail_requests")

            shop.mailbox.comeBack()
            // Not at once again: it has been put off for a while.
            try await shop.accounts.sweepOnce()
            #expect(shop.mailbox.mails.isEmpty)
            shop.clock.advance(by: .seconds(3))
            try await shop.accounts.sweepOnce()
            let mail = try #require(shop.mailbox.mails.first)
            #expect(mail.recipient.address == "ann@example.com")
            let token = Array(mail.token.reveal().utf8)
            let box = try #require(sealed)
            #expect(box.count > token.count)
            #expect(!String(decoding: box, as: UTF8.self).contains(mail.token.reveal()))
            let waiting: Int? = try await shop.database.scalar("select count(*) from mail_requests")
            #expect(waiting == 0)
            #expect(
                try await shop.ask(.post, "email/verify/", #"{"token": "\#(mail.token.reveal())"}"#).status == 204)
        }
    }

    @Test("A crash after the request asks again under the same id, which is one mail")
    func crash() async throws {
        try await AccountsShop.open { shop in
            _ = try await shop.register("ann")
            await #expect(throws: SimulatedCrash.self) {
                try await FailPoints.$injected.withValue(.throwing(at: "accounts.mail_requested")) {
                    try await shop.accounts.sweepOnce()
                }
            }
            shop.clock.advance(by: .seconds(61))
            try await shop.accounts.sweepOnce()
            #expect(shop.mailbox.requests == 2)
            #expect(shop.mailbox.mails.count == 1)
        }
    }

    @Test("A mail whose secret has expired is not sent any more")
    func expired() async throws {
        try await AccountsShop.open { shop in
            shop.mailbox.goAway()
            _ = try await shop.register("ann")
            shop.clock.advance(by: .seconds(24 * 60 * 60))
            shop.mailbox.comeBack()
            try await shop.accounts.sweepOnce()
            #expect(shop.mailbox.requests == 0)
            let waiting: Int? = try await shop.database.scalar("select count(*) from mail_requests")
            #expect(waiting == 0)
        }
    }

    @Test("The worker is woken by the commit; nobody has to sweep")
    func worker() async throws {
        try await AccountsShop.open { shop in
            let worker = try #require(shop.accounts.workers.first { $0.name == "accounts mails" })
            let task = shop.loops.loops[0].spawn { try? await worker.run() }
            _ = try await shop.register("ann")
            #expect(try await eventually { !shop.mailbox.mails.isEmpty })
            #expect(shop.mailbox.mails.count == 1)
            task.cancel()
            await task.value
        }
    }
}
