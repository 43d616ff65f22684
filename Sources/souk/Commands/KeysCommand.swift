import EventLoops
import FoundationEssentials
import ServiceKit

struct KeysCommand: Command {
    static let name = "keys"
    static let summary =
        "make a new key for access tokens; tokens signed by the one before stay good. "
        + "With --cluster FOLDER, the keys of all services that run as processes of their own"
    static let cluster = Setting<String>.text(
        "CLUSTER", "folder for the keys of all services; what is there stays as it is", scope: .commandLine)
    static let rotate = Setting<Bool>.yesOrNo(
        "ROTATE", "put new keys into that folder; those before stay good", scope: .commandLine)
    static let forgetPrevious = Setting<Bool>.yesOrNo(
        "FORGET_PREVIOUS", "trust only the keys that sign now", scope: .commandLine)
    static let options: [any SettingDeclaration] = [cluster, rotate, forgetPrevious]

    private let configuration: Configuration
    private let folder: String?
    private let rotates: Bool
    private let forgets: Bool

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
        folder = try configuration.readIfSet(Self.cluster)?.trimmingFinalSlashes
        rotates = try configuration.read(Self.rotate)
        forgets = try configuration.read(Self.forgetPrevious)
        guard folder != nil || !(rotates || forgets) else {
            throw UsageError("keys --rotate and --forget-previous go with --cluster FOLDER")
        }
    }

    func run(on loops: EventLoopGroup) async throws {
        guard let folder else { return try rotateSigningKey() }
        let keys = ClusterKeys(folder: folder)
        for path in try keys.complete() { Console.line("made \(path)") }
        if rotates {
            for path in try keys.rotate() { Console.line("new key in \(path)") }
            Console.line("where files are copied to other machines, copy peers.json first")
        }
        if forgets {
            try keys.forgetPrevious()
            Console.line("only the keys that sign now are trusted")
        }
        Console.line("the keys of the cluster lie in \(folder); running processes take them up within seconds")
    }

    private func rotateSigningKey() throws {
        let file = try SigningKeyFile(configuration)
        let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        if !folder.isEmpty {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        Console.line("new key \(try file.rotate()) in \(file.path)")
        Console.line("a running shop takes it up within seconds")
    }
}
