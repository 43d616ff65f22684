import EventLoops
import OpenAPI
import ServiceKit

struct OpenAPICommand: Command {
    static let name = "openapi"
    static let operands = "NAME"
    static let summary = "print the contract of a service, or of the gateway, as OpenAPI 3.1"

    private let host: ServiceHost

    init(_ configuration: Configuration, operands: [String]) throws {
        let shop = try Shop(configuration, databases: .disconnected, keys: .ephemeral())
        let hosts = shop.hosts + [shop.gateway]
        guard operands.count == 1, let host = hosts.first(where: { $0.name == operands[0] }) else {
            throw UsageError("openapi needs the name of a service: \(hosts.map(\.name).joined(separator: ", "))")
        }
        self.host = host
    }

    func run(on loops: EventLoopGroup) async throws {
        Console.put(String(decoding: try host.document.encoded(), as: UTF8.self))
    }
}
