import EventLoops
import ServiceKit

struct CheckCommand: Command {
    static let name = "check"
    static let summary = "assert the invariants over all databases, also while the shop runs"

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        // Not locked: a shop may be running there.
        let folder = try configuration.read(Settings.dataDirectory)
        let visit = try VisitLock(folder, .shared)
        defer { visit.release() }
        let databases = try ShopDatabases(configuration, folder: folder)
        let violations: [String]
        do {
            violations = try await ShopCheck(databases: databases).violations()
        } catch {
            await databases.close()
            throw error
        }
        await databases.close()
        for violation in violations { Console.line(violation) }
        guard violations.isEmpty else { throw ViolatedInvariants(count: violations.count) }
        Console.line("every invariant holds")
    }
}

struct ViolatedInvariants: Error, CustomStringConvertible {
    let count: Int
    var description: String { "\(count) violations" }
}
