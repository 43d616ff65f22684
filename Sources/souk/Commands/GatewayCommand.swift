import EventLoops
import ServiceKit

struct GatewayCommand: Command {
    static let name = "gateway"
    static let operands = "haproxy|caddy"
    static let summary = "print the configuration of a gateway, made from the routes"
    static let options = GatewaySettings.all

    let text: String

    init(_ configuration: Configuration, operands: [String]) throws {
        switch operands {
        case ["haproxy"]:
            let shop = try Shop(configuration, databases: .disconnected, keys: .ephemeral())
            text = try HAProxyConfiguration(GatewayPlan(of: shop), configuration).text
        case ["caddy"]:
            text = try CaddyConfiguration(configuration).text
        default:
            throw UsageError("gateway needs to know for whom: haproxy or caddy")
        }
    }

    func run(on loops: EventLoopGroup) async throws {
        Console.put(text)
    }
}
