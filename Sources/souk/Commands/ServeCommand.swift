import EventLoops
import ServiceKit

struct ServeCommand: Command {
    static let name = "serve"
    static let operands = "NAME[,NAME…]"
    static let summary = "run some services in this process"

    private let configuration: Configuration
    private let names: [String]

    init(_ configuration: Configuration, operands: [String]) throws {
        guard operands.count == 1, let list = operands.first else {
            throw UsageError("serve needs the names of services: \(Self.known.joined(separator: ","))")
        }
        var names: [String] = []
        for name in list.split(separator: ",").map(String.init) {
            guard Self.known.contains(name) else {
                throw UsageError(
                    "there is no service \(name.debugDescription); there are \(Self.known.joined(separator: ", "))")
            }
            if !names.contains(name) { names.append(name) }
        }
        self.configuration = configuration
        self.names = names
        try requireWayToPeers()
    }

    func run(on loops: EventLoopGroup) async throws {
        try await ShopServer(configuration, listeners: names).run(on: loops)
    }

    private static let known = Settings.storingServices + ["gateway"]

    /// A part of the shop needs a broker for its events and a way to each peer: without them orders would be taken that
    /// nobody hears of.
    private func requireWayToPeers() throws {
        let serving = names.filter(Settings.storingServices.contains)
        guard !serving.isEmpty, serving.count < Settings.storingServices.count else { return }
        var faults: [ConfigurationError.Fault] = []
        if try configuration.readIfSet(Settings.brokerURL) == nil {
            faults.append(
                .init(
                    name: Settings.brokerURL.name,
                    message: "is missing: events of \(serving.joined(separator: ", ")) have to reach the services of "
                        + "other processes; souk up runs everything in one"))
        }
        if try configuration.readIfSet(Settings.consulAddress) == nil {
            let shop = try Shop(configuration, databases: .disconnected, keys: .ephemeral())
            let missing = shop.peers(of: serving).subtracting(serving).sorted()
            for peer in missing where try configuration.readIfSet(Settings.url(of: peer)) == nil {
                faults.append(
                    .init(
                        name: Settings.url(of: peer).name,
                        message: "is missing: \(peer) is not in this process, and without "
                            + "\(Settings.consulAddress.name) nobody can tell where it is"))
            }
        }
        guard faults.isEmpty else { throw ConfigurationError(faults) }
    }
}

extension Shop {
    /// Everybody whom one of these services calls. Each needs accounts, whose keys tell users' tokens from made-up ones.
    func peers(of callers: [String]) -> Set<String> {
        callers.reduce(into: ["accounts"]) { $0.formUnion(peers[$1] ?? []) }
    }
}
