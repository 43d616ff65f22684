import Discovery
import EventLoops
public import HTTPClient
public import Observability
import Values

/// The ways from this process to services in others, as the configuration has them: at fixed addresses or names
/// (`CATALOG_URL`), or through Consul (`CONSUL_HTTP_ADDR`).
public final class PeerNetwork: Sendable {
    private let addresses: [String: [String]]
    private let consul: (client: ConsulClient, address: ConsulAddress)?
    private let configuredAddress: String?
    private let bindAddress: String
    private let client: HTTPClient
    private let policy: CallPolicy
    private let metrics: MetricsRegistry
    private let logger: Logger
    private let known = Lock<[String: (transport: HTTPPeerTransport, watch: (any Service)?)]>([:])

    /// Reads the configuration.
    /// - Parameters:
    ///   - client: for calls to peers and for Consul.
    ///   - policy: how calls deal with instances that do not answer.
    public init(
        _ configuration: Configuration, client: HTTPClient, policy: CallPolicy = CallPolicy(),
        metrics: MetricsRegistry = .process, logger: Logger = Logger(label: "discovery")
    ) throws(ConfigurationError) {
        var addresses: [String: [String]] = [:]
        for (service, _) in Settings.defaultPorts {
            addresses[service] = try configuration.readIfSet(Settings.url(of: service))
        }
        self.addresses = addresses
        let token = try configuration.readIfSet(Settings.consulToken).map { Secret($0) }
        consul = try configuration.readIfSet(Settings.consulAddress).map { address in
            (ConsulClient(address, token: token, http: client), address)
        }
        bindAddress = try configuration.read(Settings.bindAddress)
        configuredAddress = try configuration.readIfSet(Settings.advertiseAddress)
        self.client = client
        self.policy = policy
        self.metrics = metrics
        self.logger = logger
    }

    /// How others, who find this process by its address, name it in their requests: hosts without a port.
    public var ownHosts: [String] {
        AdvertisedAddress.hosts(configured: configuredAddress, bindAddress: bindAddress)
    }

    /// Whether a peer can be found.
    public func knowsWay(to peer: String) -> Bool { addresses[peer] != nil || consul != nil }

    /// The way to a peer, one for all who call it in this process. A fixed address goes before what Consul says.
    /// - Throws: an error that names the variables one of which has to be set.
    public func transport(to peer: String) throws(ConfigurationError) -> HTTPPeerTransport {
        let consul = consul
        let found = known.withLock { known -> HTTPPeerTransport? in
            if let transport = known[peer]?.transport { return transport }
            let watch: (any Service)?
            let source: any InstanceSource
            if let fixed = addresses[peer] {
                let new = HostWatch(peer, at: fixed, metrics: metrics, logger: logger)
                (watch, source) = (new, new ?? InstanceList(fixed: fixed))
            } else if let consul {
                let new = ConsulWatch(peer, consul: consul.client, metrics: metrics, logger: logger)
                (watch, source) = (new, new)
            } else {
                return nil
            }
            let transport = HTTPPeerTransport(
                to: peer, among: source, client: client, policy: policy, metrics: metrics, logger: logger)
            known[peer] = (transport, watch)
            return transport
        }
        guard let found else {
            throw ConfigurationError(
                Settings.url(of: peer).name,
                "is missing, and so is \(Settings.consulAddress.name): \(peer) is not in this process")
        }
        return found
    }

    /// What has to run beside the transports that were asked for: the watches of their peers. They go before whatever
    /// calls.
    public var watches: [any Service] {
        known.withLock { known in known.values.compactMap(\.watch).sorted { $0.name < $1.name } }
    }

    /// What makes a service of this process known to Consul; nil without Consul. It goes behind the listeners in a
    /// group, so that it is withdrawn before they stop.
    /// - Parameter port: where the service listens; asked once it does.
    public func registration(
        of service: String, tags: [String] = [], port: @escaping @Sendable () -> Int
    ) -> (any Service)? {
        guard let consul else { return nil }
        let (configured, bindAddress) = (configuredAddress, bindAddress)
        return ConsulRegistration(with: consul.client, logger: logger) {
            let address = await AdvertisedAddress.find(
                configured: configured, bindAddress: bindAddress, agent: consul.address)
            return Registration(service: service, address: address, port: port(), tags: tags)
        }
    }
}
