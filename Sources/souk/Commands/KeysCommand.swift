import EventLoops
import ServiceKit

struct KeysCommand: Command {
    static let name = "keys"
    static let summary = "make a new key for access tokens; tokens signed by the one before stay good"

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        guard operands.isEmpty else { throw UsageError("keys takes no operands") }
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let data = try DataDirectory(try configuration.read(Settings.dataDirectory))
        let path = try configuration.readIfSet(Settings.signingKeyFile) ?? ShopKeys.signingKeyPath(in: data)
        Console.line("new key \(try ShopKeys.rotate(at: path)) in \(path)")
    }
}
