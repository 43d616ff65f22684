import EventLoops
import ServiceKit

/// Something that `souk` can be told to do.
protocol Command: Sendable {
    /// As it is typed.
    static var name: String { get }
    /// How its operands are written, such as `NAME[,NAME…]`; empty if it takes none.
    static var operands: String { get }
    /// One line for `souk help`.
    static var summary: String { get }
    /// Flags of its own.
    static var options: [any SettingDeclaration] { get }
    /// Whether it wants to be run with a configuration that has faults too, to tell of them.
    static var takesFaults: Bool { get }

    init(_ configuration: Configuration, operands: [String]) throws

    /// - Throws: what went wrong, in words for a person.
    func run(on loops: EventLoopGroup) async throws
}

extension Command {
    static var operands: String { "" }
    static var options: [any SettingDeclaration] { [] }
    static var takesFaults: Bool { false }
}

/// The commands, in the order in which `souk help` lists them.
enum Commands {
    static let all: [any Command.Type] = [
        UpCommand.self, ServeCommand.self, MigrateCommand.self, SeedCommand.self, ClearCommand.self,
        ImportCommand.self, ExportCommand.self, BackupCommand.self, RestoreCommand.self, CopyCommand.self,
        CreateSuperuserCommand.self, KeysCommand.self, OpenAPICommand.self, RoutesCommand.self, GatewayCommand.self,
        SchemaCommand.self, DemoCommand.self, CheckCommand.self, DoctorCommand.self, DeadLettersCommand.self,
        HealthCommand.self, HelpCommand.self, VersionCommand.self,
    ]

    static func named(_ name: String) -> (any Command.Type)? {
        all.first { $0.name == name }
    }
}
