public import EventLoops
public import Observability

/// Keeps the list of a service's instances up to date where a name stands for all of them, as that of a headless Service of
/// Kubernetes does: it looks the name up again and again, and each address behind it is an instance.
///
/// While a name cannot be looked up, what it stood for last goes on; before the first answer that is the name itself.
public final class HostWatch: InstanceSource {
    /// Finds the addresses of a host, as numbers; it may block.
    public typealias Lookup = @Sendable (_ host: String) throws(HostAddresses.Unknown) -> [String]

    /// How it looks.
    public struct Settings: Sendable {
        /// Between two looks. Servers of names let their answers be kept for seconds as well.
        public var interval: Duration = .seconds(2)
        /// For how long the first look holds up the start of a process.
        public var patience: Duration = .seconds(2)

        /// What is right for a process among others.
        public init() {}
    }

    private struct Memory {
        /// What the names stood for when they were looked up last.
        var hosts: [String: [String]] = [:]
        var failing: Set<String> = []
    }

    /// The service that is watched.
    public let service: String
    private let addresses: [(written: String, named: NamedAddress?)]
    private let lookUp: Lookup
    private let settings: Settings
    private let list: InstanceList
    private let memory = Lock(Memory())
    private let logger: Logger
    private let metrics: WatchMetrics

    /// Makes a watch; nil if no address has a name to look up.
    /// - Parameter addresses: URLs without a path. Numbers stay as they are, and so does https, whose certificate is for the
    ///   name.
    public init?(
        _ service: String, at addresses: [String], settings: Settings = Settings(), metrics: MetricsRegistry = .process,
        logger: Logger = Logger(label: "discovery"), lookUp: @escaping Lookup = HostAddresses.find
    ) {
        let addresses = addresses.map { (written: $0, named: NamedAddress($0)) }
        guard addresses.contains(where: { $0.named != nil }) else { return nil }
        self.service = service
        self.addresses = addresses
        self.lookUp = lookUp
        self.settings = settings
        self.logger = logger
        self.metrics = WatchMetrics(of: service, in: metrics)
        list = InstanceList(fixed: addresses.map(\.written))
        self.metrics.instances.set(Double(addresses.count))
    }

    public var version: Int { list.version }
    public var instances: [Instance] { list.instances }

    /// Looks once, so that the first calls of a process find the list, and waits for the answer no longer than is right.
    public func prime() async {
        try? await Deadline.run(within: settings.patience) { await self.look() }
    }

    /// Watches until its task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await look()
            try? await Sleep.for(settings.interval)
        }
    }

    private func look() async {
        for host in Set(addresses.compactMap(\.named?.host)).sorted() {
            guard let answer = await PatientLookup.answer(for: host, by: lookUp) else { return }
            take(answer, for: host)
        }
        let urls = memory.withLock { memory in
            addresses.flatMap { address in
                address.named.flatMap { named in memory.hosts[named.host].map(named.urls) } ?? [address.written]
            }
        }
        var seen: Set<String> = []
        let instances = urls.filter { seen.insert($0).inserted }.map(Instance.init(at:))
        guard list.publish(instances) else { return }
        metrics.instances.set(Double(instances.count))
        logger.info("a peer's instances", metadata: ["peer": "\(service)", "count": LogValue(instances.count)])
    }

    private func take(_ answer: Result<[String], HostAddresses.Unknown>, for host: String) {
        do throws(HostAddresses.Unknown) {
            let hosts = NamedAddress.hosts(at: try answer.get())
            guard !hosts.isEmpty else { throw HostAddresses.Unknown(host: host, reason: "none") }
            let hadFailed = memory.withLock { memory in
                memory.hosts[host] = hosts
                return memory.failing.remove(host) != nil
            }
            guard hadFailed else { return }
            logger.notice("a name has addresses again", metadata: ["peer": "\(service)", "server.address": "\(host)"])
        } catch {
            metrics.failures.increment()
            // Said once, not at each look: it may last.
            guard memory.withLock({ $0.failing.insert(host).inserted }) else { return }
            logger.warning(
                "a name has no addresses; the last known instances are used", error: error,
                metadata: ["peer": "\(service)", "server.address": "\(host)"])
        }
    }
}
