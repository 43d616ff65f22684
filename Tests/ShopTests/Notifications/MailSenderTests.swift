import Contracts
import HTTP
import Observability
import SQL
import Testing
import Values

@testable import Notifications

@Suite("Sending mails")
struct MailSenderTests {
    @Test("A mail that cannot be sent is tried again, later each time, and given up in the end")
    func backOff() async throws {
        try await NotificationsStage.run { stage in
            let id = stage.newID()
            try await stage.request(id: id)
            stage.server.fail(with: ServerAway())
            let sender = stage.notifications.sender
            #expect(try await sender.sweepOnce() == 1)
            #expect(try await sender.sweepOnce() == 0)
            stage.clock.advance(by: .seconds(31))
            #expect(try await sender.sweepOnce() == 1)
            stage.clock.advance(by: .seconds(31))
            #expect(try await sender.sweepOnce() == 0)
            let waiting = try await stage.email(id)
            #expect(waiting.state == .queued && waiting.attempts == 2)
            // What the server said quotes the address: only the kind of the error is kept.
            #expect(waiting.lastError == "ServerAway")
            for _ in 1...10 {
                stage.clock.advance(by: .seconds(7 * 3600))
                try await sender.sweepOnce()
            }
            let given = try await stage.email(id)
            #expect(given.state == .failed && given.attempts == 12)
            stage.clock.advance(by: .seconds(7 * 3600))
            #expect(try await sender.sweepOnce() == 0)
        }
    }

    @Test("A mail that is refused for good is not tried again, unless staff send it again")
    func refused() async throws {
        try await NotificationsStage.run { stage in
            let id = stage.newID()
            try await stage.request(id: id)
            stage.server.fail(with: MailRefusal("no such mailbox"))
            try await stage.notifications.sender.sweepOnce()
            let failed = try await stage.email(id)
            #expect(failed.state == .failed && failed.lastError == "no such mailbox" && failed.sentAt == nil)
            stage.server.fail(with: nil)
            let queued = try await stage.resend(id)
            #expect(queued.state == .queued && queued.lastError == nil)
            try await stage.notifications.sender.sweepOnce()
            let sent = try await stage.email(id)
            #expect(sent.state == .sent && sent.sentAt == stage.clock.now && sent.attempts == 1)
        }
    }

    @Test("A crash between sending and noting that sends it again, under the same message id")
    func crash() async throws {
        try await NotificationsStage.run { stage in
            try await stage.request(id: stage.newID())
            try await FailPoints.$injected.withValue(.throwing(at: "notifications.sent")) {
                do {
                    try await stage.notifications.sender.sweepOnce()
                    Issue.record("the sender did not crash")
                } catch is SimulatedCrash {}
            }
            stage.clock.advance(by: .seconds(31))
            try await stage.notifications.sender.sweepOnce()
            #expect(stage.server.mails.count == 2)
            #expect(Set(stage.server.mails.map(\.messageID)).count == 1)
        }
    }

    @Test("Two senders at once send each mail once")
    func twoSenders() async throws {
        try await NotificationsStage.run { stage in
            for _ in 1...30 { try await stage.request(id: stage.newID()) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...4 { group.addTask { try await stage.notifications.sender.sweepOnce() } }
                try await group.waitForAll()
            }
            #expect(stage.server.mails.count == 30)
            #expect(Set(stage.server.mails.map(\.messageID)).count == 30)
        }
    }
}
