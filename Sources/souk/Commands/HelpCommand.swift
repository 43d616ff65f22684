import EventLoops
import ServiceKit

struct HelpCommand: Command {
    static let name = "help"
    static let operands = "[COMMAND]"
    static let summary = "this page, or that of one command"

    private let topic: (any Command.Type)?

    init(_ configuration: Configuration, operands: [String]) throws {
        guard let name = operands.first else {
            topic = nil
            return
        }
        guard let command = Commands.named(name) else {
            throw UsageError("there is no command \(name.debugDescription)")
        }
        topic = command
    }

    func run(on loops: EventLoopGroup) async throws {
        if let topic { show(topic) } else { showAll() }
    }

    private func show(_ command: any Command.Type) {
        Console.line("souk \(command.name) \(command.operands)\n\n  \(command.summary)\n")
        if !command.options.isEmpty { Console.line(Configuration.help(command.options) + "\n") }
        Console.line("Settings, as flags, environment variables or lines of .env:\n")
        Console.line(Configuration.help(Settings.all))
    }

    private func showAll() {
        Console.line("Souk, a shop in one process.\n\nusage: souk COMMAND [OPTIONS]\n")
        let width = Commands.all.map { $0.name.count }.max() ?? 0
        for command in Commands.all {
            let padding = String(repeating: " ", count: width - command.name.count)
            Console.line("  \(command.name)\(padding)  \(command.summary)")
        }
        Console.line("\nsouk COMMAND --help tells more.")
    }
}
