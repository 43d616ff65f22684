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
        try await ShopAccess.look(configuration) { shop in
            let violations = try await ShopCheck(databases: shop.databases).violations()
            for violation in violations { Console.line(violation) }
            guard violations.isEmpty else { throw ViolatedInvariants(count: violations.count) }
            Console.line("every invariant holds: \(ShopCheck.extent)")
        }
    }
}

struct ViolatedInvariants: Error, CustomStringConvertible {
    let count: Int
    var description: String {
        "\(count) \(count == 1 ? "violation" : "violations") of the invariants: \(ShopCheck.extent)"
    }
}
