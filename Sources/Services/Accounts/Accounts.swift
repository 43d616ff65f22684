import Contracts
public import Endpoints
public import Messaging
public import SQL
public import Security
public import ServiceKit
public import Values

/// Who is who: users and their profiles, the sessions in which they are logged in, the tokens that prove it.
public struct Accounts: ShopService {
    public static let name = "accounts"
    public static let summary = "Users, their profiles and sessions, and the tokens that prove who somebody is."

    public static let migrations: Migrations =
        [CreateIdempotencyKeys()] + MessagingMigrations.all
        + [
            CreateUsers(), CreateSessions(), CreateSecrets(), CreateClosures(), CreateAudit(), IndexSessionsByUser(),
        ]

    let parts: Parts
    private let tokens: TokenIssuer
    private let keys: KeyRing
    private let idempotency: IdempotencyStore
    private let registration: Registration
    private let authentication: Authentication
    private let resets: LogInGuard
    private let closing: Closing
    private let closer: AccountCloser
    private let courier: MailCourier

    /// - Parameters:
    ///   - orders: asked whether an account that is closed still has open orders.
    ///   - notifications: asked for the mails that hold a secret.
    ///   - keys: the public halves are published from here.
    public init(
        database: any Database, orders: PeerClient, notifications: PeerClient, tokens: TokenIssuer, keys: KeyRing,
        passwords: PasswordHasher, sealedBox: SealedBox, limits: AccountLimits, clock: WallClock = .system,
        random: RandomSource = .system
    ) {
        let oneTimeTokens = OneTimeTokens(clock: clock, random: random)
        let logins = LogInGuard(
            perAccount: limits.failuresPerAccount, perAddress: limits.failuresPerAddress, clock: clock)
        let closures = ClosureStore(clock: clock)
        parts = Parts(
            database: database, outbox: Outbox(source: Self.name, clock: clock), clock: clock,
            passwords: Passwords(hasher: passwords), users: UserStore(clock: clock),
            profiles: ProfileStore(clock: clock), sessions: SessionStore(clock: clock, random: random),
            oneTimeTokens: oneTimeTokens,
            mails: MailRequests(clock: clock, oneTimeTokens: oneTimeTokens, sealedBox: sealedBox),
            audit: AuditLog(clock: clock))
        self.tokens = tokens
        self.keys = keys
        idempotency = IdempotencyStore(clock: clock)
        registration = Registration(
            parts: parts,
            perAddress: RateLimiter(limit: limits.registrationsPerMinute, per: .seconds(60), clock: clock))
        authentication = Authentication(parts: parts, logins: logins)
        resets = LogInGuard(
            perAccount: limits.failuresPerAccount, perAddress: limits.failuresPerAddress, clock: clock)
        closing = Closing(parts: parts, closures: closures)
        closer = AccountCloser(
            parts: parts, closures: closures, orders: orders, aftermath: tokens.lifetime + .seconds(60))
        courier = MailCourier(parts: parts, notifications: notifications)
    }

    public var database: any Database { parts.database }
    public var outbox: Outbox? { parts.outbox }

    public var routes: Routes {
        TokenRoutes(parts: parts, authentication: authentication, tokens: tokens, keys: keys)
        UserRoutes(
            parts: parts, keys: idempotency, registration: registration, editing: UserEditing(parts: parts),
            actions: StaffActions(parts: parts), closing: closing)
        ProfileRoutes(parts: parts)
        SessionRoutes(parts: parts)
        PasswordRoutes(parts: parts, logins: authentication.logins, resets: resets)
        PeerRoutes(parts: parts, authentication: authentication)
    }

    public var subscriptions: Subscriptions {
        On(OrderDelivered.self, hastenClosing)
        On(OrderRejected.self, hastenClosing)
        On(OrderFailed.self, hastenClosing)
        On(OrderCancelled.self, hastenClosing)
    }

    private func hastenClosing(
        _ event: some OrderEvent, _: EventEnvelope, _ transaction: any Transaction
    ) async throws {
        try await closing.closures.hasten(event.order.userID, in: transaction)
    }

    public var workers: [any Service] {
        [courier, closer, purge, IdempotencyPurge(idempotency, in: database)]
    }

    private var purge: AccountsPurge { AccountsPurge(parts: parts) }

    /// One round of everything that is otherwise done unasked, for tests and commands.
    public func sweepOnce() async throws {
        try await courier.sweepOnce()
        try await closer.sweepOnce()
        try await purge.sweepOnce()
    }
}
