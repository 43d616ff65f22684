import Accounts
import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import HTTP
import JSON
import Messaging
import Observability
import SQL
import Security
import ServiceKit
import ServiceTestSupport
import TestSupport
import Values

/// The accounts service with real tokens over a real database, and with peers that a test may switch off.
struct AccountsShop: Sendable {
    static let password = "correct horse 7"
    static let cheap = PasswordHasher.Cost(memoryBytes: 8_192, passes: 1)

    let accounts: Accounts
    let host: ServiceHost
    let clock: ManualClock
    let mailbox: Mailbox
    let orders: OrderBook
    let logs: CapturingLogHandler
    let loops: EventLoopGroup
    private let peerKeys: KeyRing

    static func open(
        limits: AccountLimits = AccountLimits(), cost: PasswordHasher.Cost = cheap,
        _ body: (AccountsShop) async throws -> Void
    ) async throws {
        let passwords = try PasswordHasher(cost: cost)
        defer { passwords.shutdown() }
        try await withDatabase(Accounts.migrations) { database, loops in
            let shop = try AccountsShop(database, loops, passwords, limits)
            let logger = Logger(label: "test", handlers: [shop.logs])
            try await Logger.$current.withValue(logger) { try await body(shop) }
            // Whatever the story was, it has to leave a sound database.
            let violations = try await AccountsInvariants.violations(database)
            if let first = violations.first { throw Unsound(violation: first) }
        }
    }

    struct Unsound: Error { let violation: Violation }

    private init(
        _ database: any Database, _ loops: EventLoopGroup, _ passwords: PasswordHasher, _ limits: AccountLimits
    ) throws {
        let clock = ManualClock()
        let keys = KeyRing(KeySet(current: try SigningKey.generate()))
        peerKeys = KeyRing(KeySet(current: try SigningKey.generate(owner: "orders")))
        mailbox = try Mailbox()
        orders = try OrderBook()
        logs = CapturingLogHandler()
        guard let box = SealedBox(key: Secret([UInt8](repeating: 7, count: SealedBox.keyBytes))) else {
            throw KeyError.malformed
        }
        accounts = Accounts(
            database: database, orders: orders.client, notifications: mailbox.client,
            tokens: TokenIssuer(keys: keys, issuer: "souk", audience: "souk", clock: clock.wallClock), keys: keys,
            passwords: passwords, sealedBox: box, limits: limits, clock: clock.wallClock)
        let authenticator = TokenAuthenticator(
            users: TokenVerifier(keys: keys, issuer: "souk", audience: "souk", clock: clock.wallClock),
            userKeys: KeySource(ring: keys, clock: clock.wallClock), peerKeys: peerKeys, clock: clock.wallClock)
        host = try ServiceHost(
            service: accounts,
            environment: ServiceEnvironment(
                authenticator: authenticator, logger: Logger(label: "test", handlers: [logs]),
                metrics: MetricsRegistry()))
        self.clock = clock
        self.loops = loops
    }

    var database: any Database { accounts.database }

    // MARK: Asking

    func ask(
        _ method: HTTPMethod, _ path: String, _ json: String? = nil, as token: String? = nil,
        fields: HTTPFields = [:], from address: String = "192.0.2.1"
    ) async throws -> Answer {
        // Lists are ordered by time, and time goes on between two requests.
        clock.advance(by: .milliseconds(1))
        var fields = fields
        if json != nil { fields.setIfAbsent(.contentType, "application/json") }
        if let token { fields[.authorization] = "Bearer \(token)" }
        let response = try await host.ask(
            method, path.hasPrefix("/") ? path : "/api/v1/\(path)", fields: fields,
            body: json.map { .bytes(Array($0.utf8)) } ?? .empty, peerAddress: address, logHandlers: [logs])
        return try await Answer(response)
    }

    /// The token of the orders service.
    func peerToken() throws -> String {
        try ServiceTokenIssuer(service: "orders", keys: peerKeys, clock: clock.wallClock)
            .token(for: Accounts.name).reveal()
    }

    // MARK: People

    struct Person: Sendable {
        let id: String
        let username: String
        var access: String
        var refresh: String
    }

    func register(_ username: String, role: String = "buyer") async throws -> Answer {
        try await ask(
            .post, "users/",
            """
            {"username": "\(username)", "email": "\(username)@example.com", "password": "\(Self.password)",
             "role": "\(role)", "first_name": "First", "last_name": "Last", "phone": "555 0100",
             "address": "1 Long Lane"}
            """)
    }

    func logIn(_ name: String, _ password: String = password, from address: String = "192.0.2.1") async throws -> Answer
    {
        try await ask(
            .post, "token/", #"{"username": "\#(name)", "password": "\#(password)"}"#, from: address)
    }

    func enter(_ username: String, _ password: String = password) async throws -> Person {
        let answer = try await logIn(username, password)
        let access = try answer.text("access")
        return Person(
            id: try await ask(.get, "users/me/", as: access).text("id"), username: username, access: access,
            refresh: try answer.text("refresh"))
    }

    func join(_ username: String, role: String = "buyer") async throws -> Person {
        _ = try await register(username, role: role).text("id")
        return try await enter(username)
    }

    func admin(_ username: String = "root") async throws -> Person {
        guard let email = EmailAddress("\(username)@example.com") else { throw KeyError.malformed }
        try await accounts.createSuperuser(username: username, email: email, password: Secret(Self.password))
        return try await enter(username)
    }

    func staff(_ username: String, madeBy admin: Person) async throws -> Person {
        let person = try await join(username)
        _ = try await act("set_role", on: person, by: admin, role: "staff").text("id")
        return try await enter(username)
    }

    func act(_ action: String, on person: Person, by actor: Person, role: String? = nil) async throws -> Answer {
        let role = role.map { #", "role": "\#($0)""# } ?? ""
        return try await ask(
            .post, "users/\(person.id)/", #"{"action": "\#(action)"\#(role)}"#, as: actor.access)
    }

    func refresh(_ token: String) async throws -> Answer {
        try await ask(.post, "token/refresh/", #"{"refresh": "\#(token)"}"#)
    }

    /// Delivers what is due, and answers the token of the newest mail.
    func token(ofMail kind: MailRequest.Kind, to username: String) async throws -> String {
        try await accounts.sweepOnce()
        guard let mail = mailbox.mails.last(where: { $0.kind == kind && $0.username == username }) else {
            throw Answer.Unexpected(what: "no mail of kind \(kind) for \(username)")
        }
        return mail.token.reveal()
    }

    /// An order of this person's arrives, and accounts hears of it.
    func deliver(to person: Person) async throws {
        guard let buyer = UserID(person.id) else { throw Answer.Unexpected(what: "no id: \(person.id)") }
        let price = Money(minorUnits: 100)
        let event = OrderDelivered(
            OrderEventData(
                orderID: OrderID(1), userID: buyer, status: .delivered, totalAmount: price, currency: .usd, items: []))
        let envelope = EventEnvelope(
            id: .version7(at: clock.now), type: OrderDelivered.type, source: "orders", time: clock.now,
            subject: event.subject, data: try JSONValue.parse(JSONEncoding.encode(event)))
        try await EventConsumer(
            queue: Accounts.name, subscriptions: accounts.subscriptions, database: database, clock: clock.wallClock
        ).handle(envelope)
    }

    func auditActions(on person: Person) async throws -> [String] {
        try await database.query("select action from audit_entries where user_id = \(person.id) order by id") {
            try $0.get("action", as: String.self)
        }
    }

    func eventTypes() async throws -> [String] {
        try await database.query("select type from souk_outbox order by id") { try $0.get("type", as: String.self) }
    }
}
