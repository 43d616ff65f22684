import Accounts
import Catalog
import Contracts
import EventLoops
import ServiceKit
import Values

struct ExportCommand: Command {
    static let name = "export"
    static let operands = "[FILE]"
    static let summary = "write all products as CSV to FILE or standard output, also while the shop runs"
    static let seller = Setting<String>.text(
        "SELLER", "only the goods of this seller, by username", scope: .commandLine)
    static let options: [any SettingDeclaration] = [seller]

    private let configuration: Configuration
    private let path: String?
    private let seller: String?

    init(_ configuration: Configuration, operands: [String]) throws {
        guard operands.count <= 1 else { throw UsageError("export writes one file") }
        self.configuration = configuration
        path = operands.first == "-" ? nil : operands.first
        seller = try configuration.readIfSet(Self.seller)
    }

    func run(on loops: EventLoopGroup) async throws {
        try await ShopAccess.look(configuration) { shop in
            let sellerID = try await shop.sellerID(named: seller)
            let trade = shop.catalog.trade
            let file = try FileWriter(path)
            // Standard output belongs to the file, if that is where it goes.
            var progress = path == nil ? nil : ProgressBar("products", total: try await trade.count(soldBy: sellerID))
            var written = 0
            try await trade.export(soldBy: sellerID) { bytes, products in
                if loops.shutdownSignal.isRaised { throw Stopped() }
                try file.write(bytes)
                written += products
                progress?.advance(by: products)
            }
            try file.finish()
            if let path { Console.line("\(written) products written to \(path)") }
        }
    }
}

/// Somebody has ended the command from outside.
struct Stopped: Error, CustomStringConvertible {
    let description = "stopped"
}

extension Shop {
    /// The seller who is meant by a flag; nil without one.
    func sellerID(named name: String?) async throws -> UserID? {
        guard let name else { return nil }
        guard let id = try await accounts.seller(named: name) else {
            throw ConfigurationError(ExportCommand.seller.flag, "there is no seller \(name.debugDescription)")
        }
        return id
    }
}
