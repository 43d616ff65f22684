import EventLoops
import ServiceKit

struct MigrateCommand: Command {
    static let name = "migrate"
    static let summary = "bring every database to this version's schema"

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let opened = try OpenedShop(configuration)
        let applied = try await opened.shop.migrate()
        await opened.shop.close()
        for name in applied { Console.line("applied \(name)") }
        Console.line(applied.isEmpty ? "every database is up to date" : "\(applied.count) migrations applied")
    }
}
