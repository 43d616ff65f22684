import EventLoops
import HTTPClient
import HTTPServer
import Observability
import SQL
import ServiceKit

/// Runs a shop behind its ports until somebody asks it to end.
struct ShopServer: Sendable {
    private let configuration: Configuration
    private let listeners: [String]

    /// - Parameter listeners: the services that get a port, the gateway among them if wanted.
    init(_ configuration: Configuration, listeners: [String]) {
        self.configuration = configuration
        self.listeners = listeners
    }

    private var serving: [String] { listeners.filter(Settings.storingServices.contains) }

    func run(on loops: EventLoopGroup) async throws {
        try ProductionRules(configuration, services: serving).check()
        try startLogging()
        ProcessMetrics.register(in: .process)
        let client = HTTPClient(loops: loops)
        do {
            try await open(on: loops, calling: client)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    }

    private func open(on loops: EventLoopGroup, calling client: HTTPClient) async throws {
        let signal = loops.shutdownSignal
        let adapters = try ShopAdapters(configuration, serving: serving, client: client, on: loops)
        let opened = try OpenedShop(configuration, adapters: adapters, isDraining: { signal.isRaised })
        do {
            try await run(opened, on: loops)
        } catch {
            await opened.shop.close()
            throw error
        }
        await opened.shop.close()
    }

    private func run(_ opened: OpenedShop, on loops: EventLoopGroup) async throws {
        let signal = loops.shutdownSignal
        guard try await prepare(opened, until: signal) else { return }
        let sockets = try sockets(of: opened.shop, loops: loops)
        // Consumers, relays and sweepers first: what comes in over a socket finds them at work. Known to others is only
        // what listens.
        let group = ServiceGroup(
            opened.shop.background + (try keyWatches(opened.shop)) + [Listeners(all: sockets)]
                + registrations(of: sockets, opened.shop.adapters),
            on: loops, logger: Logger(label: "souk"),
            deadline: .seconds(try configuration.read(Settings.shutdownSeconds)))
        try await group.run(until: { await signal.wait() }) {
            Announcement(sockets: sockets, opened: opened).show()
        }
    }

    private func keyWatches(_ shop: Shop) throws -> [any Service] {
        var watches: [any Service] = []
        if shop.adapters.serves("accounts") {
            watches.append(SigningKeyWatch(file: try SigningKeyFile(configuration), ring: shop.keys.accessTokens))
        }
        if !shop.keys.serviceKeys.paths.isEmpty { watches.append(ServiceKeyWatch(keys: shop.keys.serviceKeys)) }
        return watches
    }

    private func registrations(of sockets: [Listener], _ adapters: ShopAdapters) -> [any Service] {
        sockets.compactMap { socket in adapters.network?.registration(of: socket.name) { socket.boundPort } }
    }

    /// Brings the databases up to date. One on a server that is away is waited for: everything may be started at once.
    /// - Returns: false if the process was asked to end meanwhile.
    private func prepare(_ opened: OpenedShop, until signal: ShutdownSignal) async throws -> Bool {
        var pause = Duration.milliseconds(250)
        while !signal.isRaised {
            do {
                for name in try await opened.shop.migrate() {
                    Logger.current.info("migrated", metadata: ["migration": "\(name)"])
                }
                if opened.shop.adapters.serves("accounts") { try await opened.ensureSuperuser() }
                return true
            } catch let error as SQLError where error.code == .connectionLost {
                Logger.current.warning("a database does not answer", error: error)
                try await Sleep.for(pause)
                pause = min(pause * 2, .seconds(5))
            }
        }
        return false
    }

    private func sockets(of shop: Shop, loops: EventLoopGroup) throws -> [Listener] {
        let seconds = try configuration.read(Settings.shutdownSeconds)
        // What is behind the sockets needs a part of the time to end.
        let patience = Duration.seconds(seconds) * 3 / 4
        let connections = DescriptorLimit.raise()
        return try (shop.hosts + [shop.gateway]).filter { listeners.contains($0.name) }.map { host in
            var server = HTTPServerConfiguration(
                address: try configuration.read(Settings.bindAddress),
                port: UInt16(clamping: try configuration.read(Settings.port(of: host.name))))
            server.maximumConnections = share(of: host.name, in: connections)
            server.noticeTime = min(.seconds(try configuration.read(Settings.noticeSeconds)), patience / 2)
            return Listener(
                host.name, configuration: server, responder: host, loops: loops, patience: patience)
        }
    }

    /// Beside the gateway, to which all customers come, the services' own ports are for a few.
    private func share(of listener: String, in connections: Int) -> Int {
        let largest = 16_384
        guard listeners.count > 1, listeners.contains("gateway") else {
            return min(largest, connections / listeners.count)
        }
        let others = connections / 4
        return min(largest, listener == "gateway" ? connections - others : others / (listeners.count - 1))
    }

    private func startLogging() throws {
        var handlers: [any LogHandler] = [StandardOutputLogHandler()]
        if let folder = try configuration.read(Settings.logDirectory) {
            handlers.append(try RotatingFileLogHandler(directory: folder))
        }
        let level = try configuration.read(Settings.logLevel)
        let isDebugging = try configuration.read(Settings.debug)
        LogSystem.bootstrap(handlers, level: isDebugging ? min(level, .debug) : level)
        for notice in configuration.notices {
            Logger.current.notice("configuration", metadata: ["notice": "\(notice)"])
        }
        Logger.current.debug("configuration", metadata: ["settings": "\(configuration.summary)"])
    }
}
