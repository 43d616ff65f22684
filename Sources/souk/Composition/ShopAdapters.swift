import EventLoops
import HTTPClient
import Messaging
import Notifications
import ServiceKit

/// What stands behind the shop's ports in this process. As it is made here, everything is embedded: all services run in
/// the process, and events pass in its memory.
struct ShopAdapters: Sendable {
    /// The services that run here.
    var serving = Settings.storingServices
    /// Carries events between services.
    var broker: any Broker = InProcessBroker()
    /// The way out for mails.
    var mail: any MailTransport = KeptMail()
    /// The way to a service that runs elsewhere.
    var reach: @Sendable (_ peer: String) throws -> any PeerTransport = { _ in InProcessTransport { nil } }
    /// How services of this process become known to those of others.
    var network: PeerNetwork?
    /// The public keys of accounts, where these run elsewhere.
    var accountKeys: RemoteKeys?
    /// What has to run for all this: starts before the services and ends after them.
    var companions: [any Service] = []

    func serves(_ service: String) -> Bool { serving.contains(service) }
}

extension ShopAdapters {
    /// Those that the configuration chooses for a process.
    /// - Parameters:
    ///   - serving: the services that it runs.
    ///   - client: calls the others.
    init(_ configuration: Configuration, serving: [String], client: HTTPClient, on loops: EventLoopGroup) throws {
        self.serving = serving
        if serves("notifications") { mail = try ServerMail.transport(configuration) }
        if let url = try configuration.readIfSet(Settings.brokerURL) {
            let server = try ServerBroker(url, queues: try Shop.queues(configuration), on: loops)
            broker = server.broker
            companions.append(server)
        }
        let network = try PeerNetwork(configuration, client: client)
        self.network = network
        reach = { try network.transport(to: $0) }
        if !serving.isEmpty, !serves("accounts") {
            let keys = RemoteKeys(of: "accounts", over: try network.transport(to: "accounts"))
            accountKeys = keys
            companions.append(keys)
        }
    }
}
