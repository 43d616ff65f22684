import EventLoops
import ServiceKit

struct UpCommand: Command {
    static let name = "up"
    static let summary = "run the whole shop in this process, behind one port per service and the gateway"

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        try await ShopServer(configuration, listeners: Settings.storingServices + ["gateway"]).run(on: loops)
    }
}
