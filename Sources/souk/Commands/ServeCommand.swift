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

    /// A part of the shop needs a broker for its events and an address for each peer: without them orders would be
    /// taken that nobody hears of.
    private func requireWayToPeers() throws {
        let missing = Settings.storingServices.filter { !names.contains($0) }
        guard !missing.isEmpty else { return }
        let broker = ConfigurationError.Fault(
            name: "AMQP_URL",
            message: "is missing: \(names.joined(separator: ", ")) alone needs a broker between processes, and this "
                + "version has only the one inside a process; souk up runs everything")
        let peers = try missing.filter { try configuration.readIfSet(Settings.url(of: $0)) == nil }.map { peer in
            ConfigurationError.Fault(
                name: Settings.url(of: peer).name, message: "is missing: \(peer) is not in this process")
        }
        throw ConfigurationError([broker] + peers)
    }
}
