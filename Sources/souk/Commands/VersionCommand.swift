import EventLoops
import ServiceKit

struct VersionCommand: Command {
    static let name = "version"
    static let summary = "which version this is"

    init(_ configuration: Configuration, operands: [String]) {}

    func run(on loops: EventLoopGroup) async throws {
        Console.line("souk \(Souk.version)")
    }
}
