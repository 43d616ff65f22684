import EventLoops
import SQL
import ServiceKit

struct CopyCommand: Command {
    static let name = "copy"
    static let summary =
        "copy the shop out of files into the configured databases, or out of those into files; it must not run"
    static let fromFolder = Setting<String>.text(
        "FROM_FOLDER", "copy the SQLite files of this folder into the configured databases", scope: .commandLine)
    static let toFolder = Setting<String>.text(
        "TO_FOLDER", "copy the configured databases into SQLite files in this folder", scope: .commandLine)
    static let replace = Setting<Bool>.yesOrNo(
        "REPLACE", "delete what is in the databases that are copied into", scope: .commandLine)
    static let options: [any SettingDeclaration] = [fromFolder, toFolder, replace]

    private let configuration: Configuration
    private let folder: String
    private let isIntoFolder: Bool
    private let replaces: Bool

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
        replaces = try configuration.read(Self.replace)
        let (from, to) = (
            try configuration.readIfSet(Self.fromFolder), try configuration.readIfSet(Self.toFolder)
        )
        guard let folder = from ?? to, from == nil || to == nil else {
            throw UsageError(
                "copy needs one folder: souk copy --from-folder ./data copies its files into the databases that "
                    + "<SERVICE>_DATABASE_URL name, souk copy --to-folder ./data copies those into files")
        }
        self.folder = folder.trimmingFinalSlashes
        isIntoFolder = to != nil
    }

    func run(on loops: EventLoopGroup) async throws {
        let plan = try CopyPlan(
            configuration, from: isIntoFolder ? .configured : .folder(folder),
            to: isIntoFolder ? .folder(folder) : .configured)
        for service in plan.unmoved { Console.line("\(service) is the same on both sides, and stays as it is") }
        let locks = try CopyLocks(plan.folders)
        defer { locks.release() }
        var bars: [String: ProgressBar] = [:]
        let copied = try await ShopCopy(parts: plan.parts, replaces: replaces).run { step in
            switch step {
            case .rows(let service, let total, let more):
                bars[service, default: ProgressBar(service, total: total)].advance(by: more)
            case .wasThere(let service):
                Console.line("\(service) has all its rows already")
            }
        }
        report(copied)
        try await check(plan)
        Console.line(whatIsNext(plan))
    }

    private func report(_ copied: [CopiedTable]) {
        let filled = copied.filter { $0.rows > 0 }
        let width = filled.map { $0.service.count + $0.table.count + 1 }.max() ?? 0
        for table in filled {
            let name = "\(table.service).\(table.table)"
            Console.line("  \(name)\(String(repeating: " ", count: width - name.count))  \(table.rows)")
        }
        let rows = copied.map(\.rows).reduce(0, +)
        Console.line("\(rows) rows in \(copied.count) tables, each table compared with the one that it was copied from")
    }

    private func check(_ plan: CopyPlan) async throws {
        let databases = try ShopDatabases { try plan.target.address(of: $0, configuration) }
        let violations: [String]
        do {
            violations = try await ShopCheck(databases: databases, patience: .zero).violations()
        } catch {
            await databases.close()
            throw error
        }
        await databases.close()
        for violation in violations { Console.line(violation) }
        guard violations.isEmpty else {
            Console.line("the copy is as its source: what is wrong with it is wrong with that as well")
            throw ViolatedInvariants(count: violations.count)
        }
        Console.line("every invariant holds: \(ShopCheck.extent)")
    }

    private func whatIsNext(_ plan: CopyPlan) -> String {
        guard isIntoFolder else {
            return
                "The shop is in the configured databases: start it with the same settings. Keys and credentials stay "
                + "in DATA_DIR. The files of \(folder) are as they were: keep them until you trust the copy, then put "
                + "them away."
        }
        let keys =
            plan.folders.count == 1
            ? ""
            : " Keys and credentials are not part of it: copy the folder keys and the file credentials of DATA_DIR."
        return "The shop is in \(folder): take the <SERVICE>_DATABASE_URL settings out and set DATA_DIR to it.\(keys) "
            + "The databases on the server are as they were."
    }
}
