import EventLoops
import FoundationEssentials
import ServiceKit

struct KeysCommand: Command {
    static let name = "keys"
    static let summary = "make a new key for access tokens; tokens signed by the one before stay good"

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let file = try SigningKeyFile(configuration)
        let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        if !folder.isEmpty {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        Console.line("new key \(try file.rotate()) in \(file.path)")
        Console.line("a running shop takes it up within seconds")
    }
}
