import Accounts
import Carts
import Catalog
import Contracts
import EventLoops
import HTTP
import Messaging
import Notifications
import Observability
import Orders
import Reviews
import SQL
import Security
import ServiceKit
import Values

/// The shop as one process has it: every service with its database and its ways to the others, whether these are in the
/// same process or elsewhere. No service knows the difference. `souk up` and `souk serve` put it behind sockets; tests
/// call it without.
struct Shop: Sendable {
    let accounts: Accounts
    let catalog: Catalog
    let carts: Carts
    let reviews: Reviews
    let orders: Orders
    let notifications: Notifications

    let databases: ShopDatabases
    let keys: ShopKeys
    let adapters: ShopAdapters
    let cache: ShopCache
    /// Those of the services that run here.
    let hosts: [ServiceHost]
    let gateway: ServiceHost
    let clock: WallClock

    /// Those that run here, in the order in which they are listed to people.
    let services: [any ShopService]
    /// Whom each service calls.
    let peers: [String: Set<String>]

    /// - Parameter isDraining: true once the process is asked to end.
    init(
        _ configuration: Configuration, databases: ShopDatabases, keys: ShopKeys,
        adapters: ShopAdapters = ShopAdapters(), clock: WallClock = .system,
        passwords: PasswordHasher? = nil, peerDeadline: Duration? = nil,
        logger: Logger = Logger(label: "souk"),
        isDraining: @escaping @Sendable () -> Bool = { false }
    ) throws {
        let directory = ServiceDirectory()
        let currency = try configuration.read(Settings.currency)
        let environment = try configuration.read(Settings.environment)
        let passwords = try passwords ?? PasswordHasher()
        let peerDeadline = try peerDeadline ?? .seconds(configuration.read(Settings.peerSeconds))
        cache = try ShopCache(configuration)
        var peers: [String: Set<String>] = [:]
        func peer(_ name: String, of caller: String) throws -> PeerClient {
            peers[caller, default: []].insert(name)
            let issuer = ServiceTokenIssuer(
                service: caller, keys: keys.serviceKeys.ring(of: caller), clock: clock)
            // Of a service that runs elsewhere nothing is asked here, and it asks nobody from here.
            let isElsewhere = adapters.serves(caller) && !adapters.serves(name)
            let transport =
                try isElsewhere ? adapters.reach(name) : directory.transport(to: name, logger: logger)
            return PeerClient(to: name, over: transport, deadline: peerDeadline) { try issuer.token(for: $0) }
        }

        accounts = try Accounts(
            database: databases.accounts, orders: peer("orders", of: "accounts"),
            notifications: peer("notifications", of: "accounts"),
            tokens: TokenIssuer(
                keys: keys.accessTokens, issuer: Self.tokenIssuer, audience: Self.tokenAudience, clock: clock),
            keys: keys.accessTokens, passwords: passwords, sealedBox: keys.sealedBox,
            limits: AccountLimits(
                failuresPerAccount: configuration.read(Settings.accountLoginFailures),
                failuresPerAddress: configuration.read(Settings.addressLoginFailures),
                registrationsPerMinute: configuration.read(Settings.registrations)),
            clock: clock)
        catalog = Catalog(
            database: databases.catalog, currency: currency, cache: cache.cache, clock: clock)
        carts = try Carts(
            database: databases.carts, catalog: peer("catalog", of: "carts"), orders: peer("orders", of: "carts"),
            currency: currency, clock: clock)
        reviews = try Reviews(
            database: databases.reviews, catalog: peer("catalog", of: "reviews"),
            accounts: peer("accounts", of: "reviews"), clock: clock)
        orders = try Orders(
            database: databases.orders, catalog: peer("catalog", of: "orders"),
            accounts: peer("accounts", of: "orders"), currency: currency, clock: clock)
        notifications = try Notifications(
            database: databases.notifications, accounts: peer("accounts", of: "notifications"),
            mail: adapters.mail, sealedBox: keys.sealedBox, publicURL: Self.publicURL(configuration),
            showsSecrets: environment == .development, clock: clock)

        self.databases = databases
        self.keys = keys
        self.adapters = adapters
        self.passwords = passwords
        self.clock = clock
        let all: [any ShopService] = [accounts, catalog, carts, reviews, orders, notifications]
        services = all.filter { adapters.serves(type(of: $0).name) }
        let surroundings = try Self.surroundings(
            configuration, keys: keys, adapters: adapters, clock: clock, logger: logger, isDraining: isDraining)
        hosts = try services.map { service in try ServiceHost(service: service, environment: surroundings) }
        for host in hosts { directory.register(host, as: host.name) }
        // Without the services beside it, it shows what they offer; their calls are brought to them by another gateway.
        gateway = try ServiceHost(
            gateway: "gateway", services: all, answersCalls: services.count == all.count, environment: surroundings
        ) { router in
            try GatewayPages().mount(on: &router)
        }
        self.directory = directory
        self.peers = peers
    }

    private let directory: ServiceDirectory
    let passwords: PasswordHasher

    /// Brings every database to today's schema. Two processes may do this at once.
    /// - Returns: what was applied, as `catalog: 001_create_categories`.
    func migrate() async throws -> [String] {
        var applied: [String] = []
        for service in services {
            try await CopyMark.requireNone(in: service.database, of: type(of: service).name)
            let names = try await Migrator(clock: clock).run(type(of: service).migrations, on: service.database)
            applied += names.map { "\(type(of: service).name): \($0)" }
        }
        return applied
    }

    /// What has to run beside the listeners, in the order in which it starts: events need their consumers first.
    var background: [any Service] {
        let broker = adapters.broker
        return (adapters.network?.watches ?? []) + adapters.companions
            + services.map { $0.intake(from: broker, clock: clock) } + services.compactMap { $0.relay(to: broker) }
            + services.flatMap(\.workers)
    }

    func close() async {
        await databases.close()
        await cache.close()
        passwords.shutdown()
    }

    static let tokenIssuer = "souk"
    static let tokenAudience = "souk"

    private static func surroundings(
        _ configuration: Configuration, keys: ShopKeys, adapters: ShopAdapters, clock: WallClock, logger: Logger,
        isDraining: @escaping @Sendable () -> Bool
    ) throws -> ServiceEnvironment {
        // With accounts in this process its keys are always up to date.
        let userKeys = adapters.accountKeys?.source ?? KeySource(ring: keys.accessTokens, clock: clock)
        let verifier = TokenVerifier(
            keys: userKeys.ring, issuer: tokenIssuer, audience: tokenAudience, clock: clock)
        let authenticator = TokenAuthenticator(
            users: verifier, userKeys: userKeys, peerKeys: keys.serviceKeys.peers, clock: clock)
        var hosts = try configuration.read(Settings.allowedHosts)
        // Who may only be called by name would not be found by peers, who call it by its address.
        if !hosts.isEmpty, let network = adapters.network { hosts += network.ownHosts }
        return ServiceEnvironment(
            authenticator: authenticator, logger: logger, isDraining: isDraining,
            readiness: adapters.accountKeys.map { [$0.readiness] } ?? [],
            trustedProxies: try configuration.read(Settings.trustedProxies),
            allowedHosts: hosts,
            corsOrigins: try configuration.read(Settings.corsOrigins),
            // Guests carry their cart in a header field.
            corsFields: [.cartToken],
            recorders: try showsInsides(configuration) ? RequestRecorders() : nil)
    }

    /// Whether `/debug` shows the last requests: to whoever develops on this machine. A server that others can reach
    /// shows them only if DEBUG says so too, and production never.
    static func showsInsides(_ configuration: Configuration) throws -> Bool {
        guard try configuration.read(Settings.environment) == .development else { return false }
        return try Settings.isPrivate(configuration.read(Settings.bindAddress)) || configuration.read(Settings.debug)
    }

    static func publicURL(_ configuration: Configuration) throws -> String {
        if let url = try configuration.readIfSet(Settings.publicURL) { return url }
        return "http://localhost:\(try configuration.read(Settings.port(of: "gateway")))"
    }
}
