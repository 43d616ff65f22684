import EventLoops
import Messaging
import ServiceKit

/// What stands behind the shop's ports in this process. As it is made here, everything is embedded: all services run in
/// the process, and events pass in its memory.
struct ShopAdapters: Sendable {
    /// The services that run here.
    var serving = Settings.storingServices
    /// Carries events between services.
    var broker: any Broker = InProcessBroker()
    /// The way to a service that runs elsewhere.
    var reach: @Sendable (_ peer: String) -> any PeerTransport = { _ in InProcessTransport { nil } }
    /// What has to run for all this: starts before the services and ends after them.
    var companions: [any Service] = []

    func serves(_ service: String) -> Bool { serving.contains(service) }
}

extension ShopAdapters {
    /// Those that the configuration chooses for a process that runs some of the services.
    init(_ configuration: Configuration, serving: [String], on loops: EventLoopGroup) throws {
        self.serving = serving
    }
}
