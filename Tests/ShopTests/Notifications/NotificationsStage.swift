import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import HTTP
import JSON
import Messaging
import SQL
import Security
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Notifications

/// The notifications with accounts that know one user, and a mail server that is a list.
struct NotificationsStage: Sendable {
    let notifications: Notifications
    let service: ServiceTester
    let server: FakeMailServer
    let accountsPeer: SwitchablePeer
    let clock: ManualClock
    let database: any Database

    static let anna = UserID(rawValue: .version7(at: Timestamp(seconds: 1)))
    static let stranger = UserID(rawValue: .version7(at: Timestamp(seconds: 2)))
    static let staff = TestCaller.user(UserID(rawValue: .version7(at: Timestamp(seconds: 3))), role: "staff")
    static let address = "anna@example.com"

    /// The invariants are checked at the end.
    static func run(showsSecrets: Bool = false, _ body: (NotificationsStage) async throws -> Void) async throws {
        try await withDatabase(Notifications.migrations) { database, _ in
            let stage = try NotificationsStage(database, showsSecrets: showsSecrets)
            try await body(stage)
            #expect(try await NotificationsInvariants.violations(database) == [])
        }
    }

    private init(_ database: any Database, showsSecrets: Bool) throws {
        let server = FakeMailServer()
        let clock = ManualClock()
        let box = try #require(SealedBox(key: Secret([UInt8](repeating: 7, count: SealedBox.keyBytes))))
        accountsPeer = try SwitchablePeer("accounts") { Route(AccountsAPI.account, Self.account) }
        notifications = Notifications(
            database: database, accounts: StubPeer.client("accounts", over: accountsPeer), mail: server,
            sealedBox: box, publicURL: "https://shop.example:8443/", showsSecrets: showsSecrets,
            clock: clock.wallClock)
        service = try ServiceTester(notifications)
        (self.server, self.clock, self.database) = (server, clock, database)
    }

    private static func account(_ request: Request<PeerService, ByUser, Nothing, Nothing>) async throws -> AccountView {
        guard request.path.id == anna, let email = EmailAddress(address) else { throw Problem.notFound }
        let moment = Timestamp(seconds: 1_780_000_000)
        return AccountView(
            user: UserView(
                id: anna, username: "anna", email: email, firstName: "Anna", lastName: "A", role: .buyer,
                isActive: true, emailVerified: true, dateJoined: moment),
            phone: "", address: "", storeName: "", createdAt: moment, updatedAt: moment)
    }

    // MARK: What happens

    /// Delivers an event, and hands out its envelope to be delivered again.
    @discardableResult
    func hear<Content: Event>(_ event: Content, again envelope: EventEnvelope? = nil) async throws -> EventEnvelope {
        tick()
        let envelope =
            try envelope
            ?? EventEnvelope(
                id: .version7(at: clock.now), type: Content.type, source: "test", time: clock.now,
                subject: event.subject, data: JSONEncoding.value(of: event))
        let consumer = EventConsumer(
            queue: "notifications", subscriptions: notifications.subscriptions, database: database,
            clock: clock.wallClock)
        try await consumer.handle(envelope)
        return envelope
    }

    static func order(_ number: Int = 7, of user: UserID = anna, _ status: OrderStatusName = .confirmed) throws
        -> OrderEventData
    {
        OrderEventData(
            orderID: OrderID(number), userID: user, status: status, totalAmount: try #require(Money("35.50")),
            currency: .usd,
            items: [
                .init(
                    productID: ProductID(1), productName: "Tea", quantity: 2, price: try #require(Money("5.00"))),
                .init(
                    productID: ProductID(2), productName: "Pot", quantity: 1, price: try #require(Money("25.50"))),
            ])
    }

    func request(
        _ kind: MailRequest.Kind = .passwordReset, id: MailRequestID, token: String = "s3cret-t0ken",
        user: UserID? = nil
    ) async throws {
        tick()
        let recipient = try #require(EmailAddress(Self.address))
        _ = try await service.call(
            NotificationsAPI.requestMail, path: ByMailRequest(id: id),
            body: MailRequest(
                kind: kind, recipient: recipient, username: "anna", token: Secret(token), userID: user),
            as: .service("accounts"))
    }

    /// No two things happen at the same moment.
    private func tick() { clock.advance(by: .milliseconds(1)) }

    func newID() -> MailRequestID { MailRequestID(rawValue: .version7(at: clock.now)) }

    // MARK: What staff see

    func emails(kind: EmailKind? = nil, state: EmailState? = nil, limit: Int? = nil, offset: Int? = nil) async throws
        -> Page<EmailView>
    {
        try await service.call(
            NotificationsAPI.listEmails, query: EmailQuery(kind: kind, state: state, limit: limit, offset: offset),
            as: Self.staff)
    }

    func email(_ request: MailRequestID) async throws -> EmailView {
        try await service.call(NotificationsAPI.email, path: ByEmail(id: emailID(of: request)), as: Self.staff)
    }

    func resend(_ request: MailRequestID) async throws -> EmailView {
        try await resend(emailID(of: request))
    }

    func resend(_ id: EmailID) async throws -> EmailView {
        try await service.call(NotificationsAPI.resend, path: ByEmail(id: id), as: Self.staff)
    }

    /// The number of the mail that came of a request; one that does not exist if none did.
    private func emailID(of request: MailRequestID) async throws -> EmailID {
        try await database.scalar("select id from emails where request_id = \(request)") ?? EmailID(1_000_000)
    }
}

/// A mail server that keeps what it gets, or fails as it is told.
final class FakeMailServer: MailTransport {
    private struct State {
        var mails: [OutgoingMail] = []
        var failure: (any Error)?
    }

    private let state = Lock(State())

    var mails: [OutgoingMail] { state.withLock { $0.mails } }

    func fail(with error: (any Error)?) { state.withLock { $0.failure = error } }

    func send(_ mail: OutgoingMail) async throws {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            state.mails.append(mail)
        }
    }
}

/// The mail server does not answer; its words quote what must not be written down.
struct ServerAway: Error, CustomStringConvertible {
    var description: String { "could not deliver to \(NotificationsStage.address)" }
}
