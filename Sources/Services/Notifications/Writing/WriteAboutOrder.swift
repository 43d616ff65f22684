import Contracts
import HTTP
import Messaging
import SQL
import ServiceKit
import Values

/// Writes to the buyer when something has happened to an order.
///
/// Accounts knows the address; while it is away the event comes again later.
struct WriteAboutOrder: Sendable {
    let store: EmailStore
    let accounts: PeerClient
    let letters = OrderLetters()

    /// A mail that is ready to be queued.
    struct Prepared: Sendable {
        let id: MailRequestID
        let recipient: EmailAddress
        let user: UserID
        let letter: Letter
    }

    func on<Content: OrderEvent>(_ event: Content.Type, _ kind: EmailKind) -> Subscription {
        On(
            event,
            preparing: { event, envelope in
                try await prepare(kind, about: event.order, id: MailRequestID(rawValue: envelope.id))
            },
            { _, prepared, transaction in
                guard let prepared else { return }
                try await store.queue(
                    prepared.letter, request: prepared.id, to: prepared.recipient, of: prepared.user, in: transaction)
            })
    }

    /// Nil if the account is closed: there is nobody to write to.
    private func prepare(_ kind: EmailKind, about order: OrderEventData, id: MailRequestID) async throws -> Prepared? {
        do {
            let user = try await accounts.call(AccountsAPI.account, path: ByUser(id: order.userID)).user
            let name = user.firstName.isEmpty ? user.username : user.firstName
            return Prepared(
                id: id, recipient: user.email, user: user.id,
                letter: letters.letter(kind, about: order, to: name))
        } catch let problem as Problem where problem.status == .notFound {
            return nil
        }
    }
}
