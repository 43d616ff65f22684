import Catalog
import Contracts
import EventLoops
import FoundationEssentials
import SQL
import SQLite
import ServiceKit
import Values

struct ImportCommand: Command {
    static let name = "import"
    static let operands = "FILE"
    static let summary = "take products out of a CSV file, by sku, also while the shop runs; - is standard input"
    static let dryRun = Setting<Bool>.yesOrNo(
        "DRY_RUN", "check everything, say what would happen, change nothing", scope: .commandLine)
    static let seller = Setting<String>.text(
        "SELLER", "who sells what is new, by username; only this seller's goods may be changed then",
        scope: .commandLine)
    static let options: [any SettingDeclaration] = [dryRun, seller]

    private let configuration: Configuration
    private let path: String
    private let isDryRun: Bool
    private let seller: String?

    init(_ configuration: Configuration, operands: [String]) throws {
        guard operands.count == 1 else { throw UsageError("import needs one file; - is standard input") }
        self.configuration = configuration
        path = operands[0]
        isDryRun = try configuration.read(Self.dryRun)
        seller = try configuration.readIfSet(Self.seller)
    }

    func run(on loops: EventLoopGroup) async throws {
        let file = try FileReader(path == "-" ? nil : path)
        if isDryRun {
            // A shop that is missing is not made for this, an older one is not brought up to date.
            try await ShopAccess.look(configuration) { shop in
                let sellerID = try await shop.sellerID(named: seller)
                try await TemporaryDatabase.use(Trade.stageMigrations) { stage in
                    let plan = try await check(file, shop.catalog.trade.check(stage: stage, sellerID: sellerID), loops)
                    try accept(plan)
                    Console.line(
                        "would create \(plan.created), update \(plan.updated), leave \(plan.unchanged) as they are")
                }
            }
        } else {
            try await ShopAccess.write(configuration) { shop, isOpen in
                let sellerID = try await shop.sellerID(named: seller)
                try await TemporaryDatabase.use(Trade.stageMigrations) { stage in
                    let plan = try await check(file, shop.catalog.trade.check(stage: stage, sellerID: sellerID), loops)
                    try accept(plan)
                    try await write(plan, shop.catalog.trade.run(stage: stage, sellerID: sellerID), isOpen, loops)
                }
            }
        }
    }

    private func check(
        _ file: borrowing FileReader, _ check: ImportCheck, _ loops: EventLoopGroup
    ) async throws -> ImportPlan {
        var check = check
        var progress = file.size.map { ProgressBar("checked, bytes", total: $0) }
        while let bytes = try file.next() {
            if loops.shutdownSignal.isRaised { throw Stopped() }
            try await check.read(bytes)
            progress?.advance(by: bytes.count)
        }
        return try await check.end()
    }

    /// Says what is wrong with it, or what is remarkable.
    private func accept(_ plan: ImportPlan) throws {
        guard !plan.faults.isEmpty else {
            for category in plan.newCategories { Console.line("new category: \(category)") }
            return
        }
        for fault in plan.faults.first { Console.error("\(fault)") }
        let more = plan.faults.count - plan.faults.first.count
        if more > 0 { Console.error("and \(more) more") }
        throw FaultyFile(path: path, count: plan.faults.count)
    }

    private func write(
        _ plan: ImportPlan, _ run: ImportRun, _ isOpen: Bool, _ loops: EventLoopGroup
    ) async throws {
        if plan.changes > 0 {
            if isOpen { Console.line("the shop is open: it goes on selling while this goes on") }
            var progress = ProgressBar("products", total: plan.changes)
            var done = 0
            try await run.write(plan, at: isOpen ? .besideShop : .alone) { count in
                progress.advance(by: count - done)
                done = count
            } isStopped: {
                loops.shutdownSignal.isRaised
            }
        }
        Console.line("created \(plan.created), updated \(plan.updated), left \(plan.unchanged) as they were")
    }
}

/// A file that was not imported.
struct FaultyFile: Error, CustomStringConvertible {
    let path: String
    let count: Int

    var description: String { "\(path): \(count) \(count == 1 ? "error" : "errors"), nothing was imported" }
}
