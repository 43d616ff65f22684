import Contracts
import Endpoints
import HTTP
import SQL
import ServiceKit
import Testing
import Values

@testable import Notifications

@Suite("Mails about orders")
struct OrderMailTests {
    @Test("The buyer gets a mail with number, lines and total, once, however often the event comes")
    func confirmed() async throws {
        try await NotificationsStage.run { stage in
            let event = OrderConfirmed(try NotificationsStage.order())
            let envelope = try await stage.hear(event)
            try await stage.hear(event, again: envelope)
            try await stage.notifications.sender.sweepOnce()
            #expect(stage.server.mails.count == 1)
            let mail = try #require(stage.server.mails.first)
            #expect(mail.recipient.address == NotificationsStage.address)
            #expect(mail.subject == "We have your order 7")
            let text = mail.text.reveal()
            for part in ["Hello Anna", "Order 7", "2 x Tea, 5.00 USD", "1 x Pot, 25.50 USD", "Total: 35.50 USD"] {
                #expect(text.contains(part))
            }
        }
    }

    @Test("Every step that a buyer wants to know of has a mail of its own")
    func steps() async throws {
        try await NotificationsStage.run { stage in
            try await stage.hear(OrderConfirmed(try NotificationsStage.order(1)))
            try await stage.hear(OrderPacked(try NotificationsStage.order(1)))
            try await stage.hear(OrderShipped(try NotificationsStage.order(1)))
            try await stage.hear(OrderDelivered(try NotificationsStage.order(1)))
            try await stage.hear(OrderFailed(try NotificationsStage.order(2)))
            try await stage.hear(OrderCancelled(try NotificationsStage.order(3)))
            let emails = try await stage.emails().results
            #expect(
                emails.map(\.kind) == [
                    .orderCancelled, .orderFailed, .orderDelivered, .orderShipped, .orderConfirmed,
                ])
            #expect(Set(emails.map(\.subject)).count == 5)
        }
    }

    @Test("While accounts is away the event is not taken, and comes again later")
    func accountsAway() async throws {
        try await NotificationsStage.run { stage in
            let event = OrderShipped(try NotificationsStage.order())
            stage.accountsPeer.condition = .down
            var refused = false
            do { try await stage.hear(event) } catch is PeerUnavailable { refused = true }
            #expect(refused)
            #expect(try await stage.emails().count == 0)
            stage.accountsPeer.condition = .up
            try await stage.hear(event)
            #expect(try await stage.emails().count == 1)
        }
    }

    @Test("Nobody is written to whose account is gone")
    func accountGone() async throws {
        try await NotificationsStage.run { stage in
            try await stage.hear(OrderFailed(try NotificationsStage.order(of: NotificationsStage.stranger)))
            #expect(try await stage.emails().count == 0)
        }
    }

    @Test("A closed account takes its mails' recipient and text along, and what waits is not sent")
    func closedAccount() async throws {
        try await NotificationsStage.run { stage in
            try await stage.request(id: stage.newID())
            try await stage.hear(OrderConfirmed(try NotificationsStage.order()))
            try await stage.notifications.sender.sweepOnce()
            try await stage.hear(OrderShipped(try NotificationsStage.order()))
            try await stage.hear(UserClosed(userID: NotificationsStage.anna))
            try await stage.notifications.sender.sweepOnce()
            #expect(stage.server.mails.count == 2)
            let emails = try await stage.emails().results
            #expect(emails.count == 3 && emails.allSatisfy { $0.recipient == nil && $0.text.isEmpty })
            #expect(emails.map(\.state) == [.failed, .sent, .sent])
            let id = try #require(emails.first).id
            try await expectRefusal("conflict") { try await stage.resend(id) }
        }
    }
}
