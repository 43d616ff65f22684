import Contracts
import Endpoints
import HTTP
import SQL
import ServiceTestSupport
import Testing
import Values

@testable import Notifications

@Suite("Mails with secrets")
struct SecretMailTests {
    @Test(
        "The recipient gets the link whole, staff see it masked",
        arguments: [
            (MailRequest.Kind.passwordReset, "https://shop.example:8443/password/reset/"),
            (.emailVerification, "https://shop.example:8443/email/verify/"),
        ])
    func masked(kind: MailRequest.Kind, link: String) async throws {
        try await NotificationsStage.run { stage in
            let id = stage.newID()
            try await stage.request(kind, id: id)
            try await stage.notifications.sender.sweepOnce()
            let mail = try #require(stage.server.mails.first)
            #expect(mail.text.reveal().contains("\(link)s3cret-t0ken\n"))
            #expect(mail.messageID == "<\(id)@shop.example>")
            let view = try await stage.email(id)
            #expect(view.text.contains("\(link)********\n") && !view.text.contains("s3cret"))
            #expect(view.state == .sent && view.recipient?.address == NotificationsStage.address)
        }
    }

    @Test("In development staff see the link whole")
    func shown() async throws {
        try await NotificationsStage.run(showsSecrets: true) { stage in
            let id = stage.newID()
            try await stage.request(id: id)
            let text = try await stage.email(id).text
            #expect(text.contains("/password/reset/s3cret-t0ken"))
        }
    }

    @Test("In the database a secret lies encrypted")
    func atRest() async throws {
        try await NotificationsStage.run { stage in
            try await stage.request(id: stage.newID())
            let row = try #require(try await stage.database.first("select body, sealed_body from emails"))
            let sealed: [UInt8] = try row.get("sealed_body")
            #expect(try !row.get("body", as: String.self).contains("s3cret"))
            #expect(!String(decoding: sealed, as: UTF8.self).contains("s3cret"))
        }
    }

    @Test("The same id again changes nothing")
    func repeated() async throws {
        try await NotificationsStage.run { stage in
            let id = stage.newID()
            try await stage.request(id: id)
            try await stage.notifications.sender.sweepOnce()
            try await stage.request(id: id, token: "an0ther")
            try await stage.notifications.sender.sweepOnce()
            #expect(stage.server.mails.map { $0.text.reveal().contains("s3cret-t0ken") } == [true])
        }
    }

    @Test("A request that is no mail is refused by field, and nothing is queued")
    func badInput() async throws {
        try await NotificationsStage.run { stage in
            let response = try await stage.service.send(
                .put, "/api/mails/\(stage.newID())/",
                json: #"{"kind": "greeting", "recipient": "nobody", "username": "x", "token": "y"}"#,
                as: .service("accounts"))
            #expect(response.status == .unprocessableContent)
            let problem = Problem(response, body: try await response.body.collect())
            #expect(Set(problem?.pointers ?? []) == ["/kind", "/recipient"])
            #expect(try await stage.emails().count == 0)
        }
    }

    @Test("A closed account that had no other mail is forgotten by its id")
    func closedAccount() async throws {
        try await NotificationsStage.run { stage in
            let id = stage.newID()
            try await stage.request(id: id, user: NotificationsStage.anna)
            try await stage.hear(UserClosed(userID: NotificationsStage.anna))
            let view = try await stage.email(id)
            #expect(view.recipient == nil && view.text.isEmpty && view.state == .failed)
        }
    }
}
