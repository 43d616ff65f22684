import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import Values

/// Lets the visitors in, keeps them logged in, and tells what came of it.
struct Crowd: Sendable {
    let options: LoadOptions
    let client: ShopClient
    let loops: EventLoopGroup

    func run() async throws -> Report {
        let credentials = try CredentialsFile("\(options.dataDirectory)/credentials")
        let staff = try await Session.logIn(
            try credentials.value("admin_username").reveal(), try credentials.value("admin_password"), client)
        let assortment = try await Assortment.read(client, goodsWanted: options.goods, as: staff)
        let sessions = [staff] + (try await register(options.visitors))

        let tally = Tally()
        let keeper = loops.next().spawn { await keep(sessions, tally) }
        let staffroom = Staffroom(client: client, session: staff)
        let visitors = options.visitors
        let start = ContinuousClock.now
        let counted = start + .seconds(options.warmUpSeconds)
        let end = counted + .seconds(options.seconds)
        var running: [Task<Void, Never>] = []
        for number in 0..<visitors {
            let visitor = Visitor(
                number: number, options: options, client: client, assortment: assortment,
                session: sessions[number + 1], staff: staffroom, tally: tally)
            running.append(
                loops.loops[number % loops.loops.count].spawn {
                    var visitor = visitor
                    await visitor.run(from: start) { ContinuousClock.now >= end || loops.shutdownSignal.isRaised }
                })
        }
        await wait(until: counted)
        tally.begin()
        for task in running { await task.value }
        keeper.cancel()
        await keeper.value
        return tally.report(after: min(ContinuousClock.now, end) - counted)
    }

    private func wait(until moment: ContinuousClock.Instant) async {
        let wait = moment - ContinuousClock.now
        if wait > .zero { try? await Sleep.for(wait) }
    }

    /// Some at once, as hashing their passwords takes the shop a while.
    private func register(_ count: Int) async throws -> [Session] {
        try await withThrowingTaskGroup(of: Session.self) { group in
            var sessions: [Session] = []
            for number in 0..<count {
                if number >= Self.registeredAtOnce, let session = try await group.next() { sessions.append(session) }
                group.addTask { try await register() }
            }
            for try await session in group { sessions.append(session) }
            return sessions
        }
    }

    private static let registeredAtOnce = 4

    private func register() async throws -> Session {
        let name = "load-" + UUID.version7(at: WallClock.system.now()).lowercaseText
        guard let email = EmailAddress("\(name)@example.com") else { throw LoadFailure("no address for \(name)") }
        let password = Secret(Base64URL.encode(RandomSource.system.bytes(15)))
        try await client.sendUnread(
            EndpointCall(AccountsAPI.register, body: NewUser(username: name, email: email, password: password)))
        return try await Session.logIn(name, password, client)
    }

    /// Refreshes tokens in good time, until cancelled.
    private func keep(_ sessions: [Session], _ tally: Tally) async {
        while !Task.isCancelled {
            for session in sessions where !Task.isCancelled {
                do {
                    try await session.refreshIfDue(client)
                } catch {
                    if !Task.isCancelled { tally.note(failure: error, of: nil) }
                }
            }
            try? await Sleep.for(.seconds(5))
        }
    }
}

/// The file of generated credentials: lines of `name = value`.
struct CredentialsFile: Sendable {
    private let path: String
    private let lines: [Substring]

    init(_ path: String) throws {
        self.path = path
        do {
            lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        } catch {
            throw LoadFailure("\(path) cannot be read: --data-dir names the shop's folder")
        }
    }

    func value(_ name: String) throws -> Secret<String> {
        let prefix = "\(name) = "
        guard let line = lines.first(where: { $0.hasPrefix(prefix) }) else {
            throw LoadFailure("\(path) has no \(name)")
        }
        return Secret(String(line.dropFirst(prefix.count)))
    }
}
