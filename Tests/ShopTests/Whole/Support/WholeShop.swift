import Contracts
import EventLoops
import FoundationEssentials
import HTTP
import JSON
import Messaging
import Observability
import SQL
import Security
import ServiceKit
import TestSupport
import Values

@testable import Accounts
@testable import Carts
@testable import Notifications
@testable import Orders
@testable import souk

/// The whole shop in one process, on databases of its own, without sockets. Its clock is in the hands of the test, and
/// what usually happens by itself happens when the test says so.
struct WholeShop: Sendable {
    let shop: Shop
    let loops: EventLoopGroup
    let clock: ManualClock
    let place: ShopPlace
    let admin: Person
    private let configuration: Configuration
    private let expiredTokens: TokenIssuer
    private let foreignTokens: TokenIssuer

    private init(
        _ shop: Shop, on loops: EventLoopGroup, clock: ManualClock, place: ShopPlace, configuration: Configuration,
        admin: Person
    ) throws {
        self.shop = shop
        self.loops = loops
        self.clock = clock
        self.place = place
        self.configuration = configuration
        self.admin = admin
        let now = clock.now
        expiredTokens = TokenIssuer(
            keys: shop.keys.accessTokens, issuer: Shop.tokenIssuer, audience: Shop.tokenAudience,
            clock: WallClock { now - .seconds(3600) })
        foreignTokens = TokenIssuer(
            keys: KeyRing(KeySet(current: try .generate())), issuer: Shop.tokenIssuer, audience: Shop.tokenAudience,
            clock: clock.wallClock)
    }

    /// - Parameter listening: put around each database.
    static func opened(
        in place: ShopPlace, on loops: EventLoopGroup,
        listening wrap: @escaping @Sendable (any Database) -> any Database = { $0 }
    ) async throws -> WholeShop {
        let configuration = try Configuration(
            table: Settings.all,
            environment: ["REGISTRATIONS_PER_ADDRESS": "1000000", "LOGIN_FAILURES_PER_ADDRESS": "1000000"])
        let clock = ManualClock()
        let shop = try await shop(configuration, place, keys: .ephemeral(), clock: clock, listening: wrap)
        _ = try await shop.migrate()
        guard let email = EmailAddress("root@example.org") else { throw CocoaError(.featureUnsupported) }
        try await shop.accounts.createSuperuser(username: "root", email: email, password: Secret(Person.password))
        let id = try await shop.databases.accounts.query("select id from users") { try $0.get("id", as: String.self) }
        let whole = try WholeShop(
            shop, on: loops, clock: clock, place: place, configuration: configuration,
            admin: Person(id: id[0], name: "root", role: .admin))
        try await whole.listen()
        return whole
    }

    /// The same shop after its process has died and a new one has been started.
    /// - Parameter other: where its databases are now; where they were, unless said otherwise.
    func restarted(at other: ShopPlace? = nil) async throws -> WholeShop {
        await shop.close()
        let place = other ?? place
        let successor = try await WholeShop(
            Self.shop(configuration, place, keys: shop.keys, clock: clock), on: loops, clock: clock, place: place,
            configuration: configuration, admin: admin)
        try await successor.listen()
        return successor
    }

    private static func shop(
        _ configuration: Configuration, _ place: ShopPlace, keys: ShopKeys, clock: ManualClock,
        listening wrap: (any Database) -> any Database = { $0 }
    ) async throws -> Shop {
        try Shop(
            configuration, databases: try await place.open().map(wrap), keys: keys,
            clock: clock.wallClock,
            passwords: PasswordHasher(
                queueLimit: 1000, cost: PasswordHasher.Cost(memoryBytes: 8 * 1024, passes: 1)),
            // Patient, so that a busy machine does not look like a peer that is away.
            peerDeadline: .seconds(20),
            logger: Logger(label: "shop", handlers: []))
    }

    private func listen() async throws {
        for service in shop.services {
            try await service.intake(from: shop.adapters.broker, clock: clock.wallClock).start()
        }
    }

    // MARK: Requests

    /// Sends a request to the gateway, or to the host of a service.
    /// - Parameter path: below `/api/v1/`, unless it begins with a slash.
    func send(
        _ method: HTTPMethod, _ path: String, _ json: JSONValue? = nil, as visitor: Visitor = .anonymous,
        key: String? = nil, fields: HTTPFields = [:], to host: String = "gateway"
    ) async throws -> ShopAnswer {
        var fields = fields
        if json != nil { fields.setIfAbsent(.contentType, "application/json") }
        if let key { fields[.idempotencyKey] = key }
        return try await send(
            method, path, bytes: json?.encoded ?? [], as: visitor, fields: fields, to: host)
    }

    func send(
        _ method: HTTPMethod, _ path: String, bytes: [UInt8], as visitor: Visitor, fields: HTTPFields = [:],
        to host: String = "gateway"
    ) async throws -> ShopAnswer {
        var fields = fields
        try identify(visitor, in: &fields)
        let request = try HTTPRequest(
            method, path.hasPrefix("/") ? path : "/api/v1/\(path)", fields: fields,
            body: bytes.isEmpty ? .empty : .bytes(bytes), peerAddress: "192.0.2.1")
        let responder = try self.host(host)
        return try await ShopAnswer(
            responder.respond(to: request, context: RequestContext(for: request, logger: responder.logger)))
    }

    /// The host of every service, and the gateway.
    var hosts: [ServiceHost] { shop.hosts + [shop.gateway] }

    func host(_ name: String) throws -> ServiceHost {
        guard let host = hosts.first(where: { $0.name == name }) else { throw CocoaError(.featureUnsupported) }
        return host
    }

    private func identify(_ visitor: Visitor, in fields: inout HTTPFields) throws {
        switch visitor {
        case .anonymous: break
        case .guest(let token): fields[.cartToken] = token
        case .user(let person): fields[.authorization] = try bearer(issuer(audience: Shop.tokenAudience), person)
        case .expired(let person): fields[.authorization] = try bearer(expiredTokens, person)
        case .foreignKey(let person): fields[.authorization] = try bearer(foreignTokens, person)
        case .otherAudience(let person):
            fields[.authorization] = try bearer(issuer(audience: "another shop"), person)
        case .service(let caller, let audience):
            let issuer = ServiceTokenIssuer(service: caller, keys: shop.keys.services, clock: clock.wallClock)
            fields[.authorization] = "Bearer \(try issuer.token(for: audience).reveal())"
        case .garbage: fields[.authorization] = "Bearer bm90.YS50.b2tlbg"
        }
    }

    private func issuer(audience: String) -> TokenIssuer {
        TokenIssuer(
            keys: shop.keys.accessTokens, issuer: Shop.tokenIssuer, audience: audience, clock: clock.wallClock)
    }

    private func bearer(_ issuer: TokenIssuer, _ person: Person) throws -> String {
        let token = try issuer.issue(
            subject: person.id, clientID: "test", role: person.role.rawValue, name: person.name)
        return "Bearer \(token.token.reveal())"
    }

    // MARK: What happens by itself

    /// Delivers the events and mails that wait, and whatever follows from them.
    func settle() async throws {
        var isBusy = true
        while isBusy {
            isBusy = false
            for service in shop.services {
                guard let outbox = service.outbox else { continue }
                let relay = OutboxRelay(
                    outbox, in: service.database, to: shop.adapters.broker,
                    logger: Logger(label: "outbox", handlers: []),
                    metrics: MetricsRegistry())
                if try await relay.runOnce().claimed > 0 { isBusy = true }
            }
            try await shop.accounts.sweepOnce()
            if try await shop.notifications.sender.sweepOnce() > 0 { isBusy = true }
        }
    }

    /// Lets the time pass after which leases have ended and sweepers take up what was left.
    func recover() async throws {
        for _ in 0..<4 {
            clock.advance(by: .seconds(70))
            try await shop.orders.sweeper.sweepOnce()
            try await shop.carts.sweeper.sweepOnce()
            try await settle()
        }
    }

    func close() async { await shop.close() }

    func contents() async throws -> ShopContents { try await ShopContents(of: shop.databases) }

    func violations() async throws -> [String] {
        try await ShopCheck(databases: shop.databases, patience: .zero).violations()
    }
}

/// Runs a story in a shop of its own, and checks at its end that every invariant holds.
func withWholeShop(_ loops: Int = 2, _ story: (WholeShop) async throws -> Void) async throws {
    try await withShopPlace(loops) { place, loops in
        let shop = try await WholeShop.opened(in: place, on: loops)
        do {
            try await story(shop)
            let violations = try await shop.violations()
            guard violations.isEmpty else { throw BrokenShop(violations: violations) }
        } catch {
            await shop.close()
            throw error
        }
        await shop.close()
    }
}

struct BrokenShop: Error, CustomStringConvertible {
    let violations: [String]
    var description: String { violations.joined(separator: "\n") }
}
