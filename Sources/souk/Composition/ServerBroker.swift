import EventLoops
import Messaging
import RabbitMQ
import ServiceKit

/// The broker on a server, as one of the services of the process.
struct ServerBroker: Service {
    let name = "broker"
    let broker: RabbitMQBroker

    /// - Parameter queues: what each service of the shop wants to hear of, also those of other processes: an event that
    ///   is sent before they have started is kept for them.
    init(_ url: String, queues: [String: Set<String>], on loops: EventLoopGroup) throws {
        let address: RabbitMQAddress
        do throws(RabbitMQAddress.Malformed) {
            address = try RabbitMQAddress(url)
        } catch {
            throw ConfigurationError(Settings.brokerURL.name, "\(error)")
        }
        broker = try RabbitMQBroker(address, topology: RabbitMQTopology(queues), loops: loops)
    }

    func start() async throws { try broker.start() }
    func stop() async { await broker.stop() }
}

extension Shop {
    /// The events that each service wants to hear of.
    static func queues(_ configuration: Configuration) throws -> [String: Set<String>] {
        let shop = try Shop(configuration, databases: .disconnected, keys: .ephemeral())
        return Dictionary(
            uniqueKeysWithValues: shop.services.map { (type(of: $0).name, Set($0.subscriptions.map(\.type))) }
        ).filter { !$0.value.isEmpty }
    }
}
