import EventLoops
import HTTP
import HTTPClient
import ServiceKit

/// What a container runs to know whether it is well: the image has no other HTTP client.
struct HealthCommand: Command {
    static let name = "health"
    static let operands = "[NAME or URL …]"
    static let summary = "ask /readyz of services on this machine, or of URLs; of the gateway if none is named"

    private let addresses: [String]

    init(_ configuration: Configuration, operands: [String]) throws {
        let host = Self.reachable(try configuration.read(Settings.bindAddress))
        addresses = try (operands.isEmpty ? ["gateway"] : operands).map { operand in
            if operand.hasPrefix("http://") || operand.hasPrefix("https://") {
                return operand.hasSuffix("/") ? String(operand.dropLast()) : operand
            }
            guard Settings.processes.contains(operand) else {
                let names = Settings.processes.joined(separator: ", ")
                throw UsageError("there is no service \(operand.debugDescription); there are \(names)")
            }
            return "http://\(host):\(try configuration.read(Settings.port(of: operand)))"
        }
    }

    func run(on loops: EventLoopGroup) async throws {
        let client = HTTPClient(loops: loops)
        var faults: [String] = []
        for address in addresses {
            if let fault = await Self.fault(of: address, asking: client) { faults.append("\(address): \(fault)") }
        }
        await client.shutdown()
        guard faults.isEmpty else { throw Unwell(faults: faults) }
    }

    /// Readiness checks of a service take a second at most.
    private static let patience = Duration.seconds(2)

    private static func fault(of address: String, asking client: HTTPClient) async -> String? {
        do {
            let answer = try await client.execute(HTTPClientRequest(.get, "\(address)/readyz"), deadline: patience)
            return answer.status == .ok ? nil : "not ready, answers \(answer.status.code)"
        } catch {
            return "\(error)"
        }
    }

    /// Where this machine reaches who listens on an address.
    private static func reachable(_ bindAddress: String) -> String {
        switch bindAddress {
        case "0.0.0.0": "127.0.0.1"
        case "::": "[::1]"
        default: bindAddress.contains(":") ? "[\(bindAddress)]" : bindAddress
        }
    }
}

/// Not all that were asked are ready.
struct Unwell: Error, CustomStringConvertible {
    let faults: [String]
    var description: String { faults.joined(separator: "\n") }
}
