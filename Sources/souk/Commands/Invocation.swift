import EventLoops
import FoundationEssentials
import ServiceKit

/// A command line that makes sense: the command, with its configuration.
struct Invocation: Sendable {
    private let command: any Command
    private let configuration: Configuration

    /// - Throws: ``UsageError`` for an unknown command, `ConfigurationError` for what is wrong with settings.
    init(_ arguments: [String]) throws {
        let name = arguments.first.map(Self.alias) ?? HelpCommand.name
        guard let type = Commands.named(name) else {
            throw UsageError("there is no command \(name.debugDescription); souk help lists them")
        }
        let rest = Array(arguments.dropFirst())
        if rest.contains("--help") || rest.contains("-h") {
            configuration = try Configuration(table: Settings.all)
            command = try HelpCommand(configuration, operands: [name])
            return
        }
        configuration = Configuration(
            withFaults: Settings.all + type.options, arguments: rest, environment: ProcessInfo.processInfo.environment,
            environmentFile: try? String(contentsOfFile: ".env", encoding: .utf8))
        guard configuration.faults.isEmpty || type.takesFaults else {
            throw ConfigurationError(configuration.faults)
        }
        guard configuration.operands.isEmpty || !type.operands.isEmpty else {
            throw UsageError("\(name) takes no operands")
        }
        command = try type.init(configuration, operands: configuration.operands)
    }

    var loopCount: Int {
        get throws { try configuration.readIfSet(Settings.eventLoops) ?? EventLoopGroup.coreCount }
    }

    func run(on loops: EventLoopGroup) async -> Int32 {
        do {
            try await command.run(on: loops)
            return ExitCode.success
        } catch {
            Console.error("souk: \(error)")
            return error is UsageError ? ExitCode.usage : ExitCode.failure
        }
    }

    private static func alias(_ word: String) -> String {
        switch word {
        case "--help", "-h": HelpCommand.name
        case "--version", "-v": VersionCommand.name
        default: word
        }
    }
}

/// A command line that makes no sense.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
