import Contracts
import Endpoints
import HTTP
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Notifications

@Suite("The list of mails")
struct EmailListTests {
    @Test("Is newest first, in pages, and filters by kind and state")
    func pages() async throws {
        try await NotificationsStage.run { stage in
            for number in 1...12 {
                stage.clock.advance(by: .seconds(1))
                try await stage.hear(OrderConfirmed(try NotificationsStage.order(number)))
            }
            try await stage.notifications.sender.sweepOnce()
            try await stage.request(id: stage.newID())
            let first = try await stage.emails()
            #expect(first.count == 13 && first.results.count == 10 && first.previous == nil)
            #expect(first.next?.hasPrefix("/api/v1/emails/?limit=10&cursor=") == true)
            #expect(first.results.first?.kind == .passwordReset)
            let last = try await stage.emails(limit: 10, offset: 10)
            #expect(last.results.last?.subject == "We have your order 1" && last.next == nil)
            let waiting = try await stage.emails(state: .queued)
            let confirmed = try await stage.emails(kind: .orderConfirmed, state: .sent, limit: 1)
            #expect(waiting.count == 1 && confirmed.count == 12 && confirmed.results.count == 1)
        }
    }

    @Test("Refuses parameters that it does not know or that are out of range, by name")
    func badInput() async throws {
        try await NotificationsStage.run { stage in
            for query in ["?state=lost", "?limit=0", "?limit=101", "?colour=red"] {
                let response = try await stage.service.send(
                    .get, "/api/v1/emails/\(query)", as: NotificationsStage.staff)
                #expect(response.status == .unprocessableContent)
            }
        }
    }

    @Test("Is for staff only, and a mail that does not exist is not found")
    func callers() async throws {
        try await NotificationsStage.run { stage in
            let nobody = try await stage.service.send(.get, "/api/v1/emails/")
            let buyer = try await stage.service.send(.get, "/api/v1/emails/", as: .user(NotificationsStage.anna))
            #expect(nobody.status == .unauthorized && buyer.status == .forbidden)
            let id = stage.newID()
            try await expectRefusal("not_found") { try await stage.email(id) }
            try await expectRefusal("not_found") { try await stage.resend(id) }
        }
    }

    @Test("Reads no more rows than it shows, whatever it is filtered by")
    func plans() async throws {
        try await NotificationsStage.run { stage in
            for filter in ["", "where state = 'sent'", "where kind = 'order_shipped'"] {
                let plan = try await RecordingDatabase(stage.database).plan(
                    of: """
                        select id from emails \(unescaped: filter)
                        order by created_at desc, id desc limit 10
                        """)
                #expect(plan.contains { $0.detail.contains(" emails_") }, "\(plan)")
                #expect(!plan.contains { $0.isSort }, "\(plan)")
            }
        }
    }
}
