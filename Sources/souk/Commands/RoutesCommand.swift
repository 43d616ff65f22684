import Endpoints
import EventLoops
import HTTP
import ServiceKit

struct RoutesCommand: Command {
    static let name = "routes"
    static let summary = "list every route with who may call it"

    private let hosts: [ServiceHost]

    init(_ configuration: Configuration, operands: [String]) throws {
        hosts = try Shop(configuration, databases: .disconnected, keys: .ephemeral()).hosts
    }

    func run(on loops: EventLoopGroup) async throws {
        for host in hosts {
            Console.line(host.name)
            for route in host.routes {
                let operation = route.description
                Console.line(
                    "  \(padded("\(operation.method)", to: 7))\(padded(operation.path, to: 48))\(operation.access.name)"
                )
            }
        }
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
