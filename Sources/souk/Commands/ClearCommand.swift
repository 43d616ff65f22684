import EventLoops
import FoundationEssentials
import ServiceKit

struct ClearCommand: Command {
    static let name = "clear"
    static let summary = "delete everything that the shop has stored; keys stay"
    static let yes = Setting<Bool>.yesOrNo("YES", "really do it", scope: .commandLine)
    static let options: [any SettingDeclaration] = [yes]

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        guard try configuration.read(Self.yes) else {
            throw UsageError("clear deletes users, products and orders for good; say souk clear --yes")
        }
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let data = try DataDirectory(try configuration.read(Settings.dataDirectory))
        let visit = try VisitLock(data.path, .alone)
        defer { visit.release() }
        let onServers = try MigratedSchema.services.compactMap { service -> (any ShopService.Type, String)? in
            let address = try ShopDatabases.address(of: service.name, configuration, folder: data.path)
            guard case .postgresql(let url) = address else { return nil }
            return (service, url)
        }
        // First, as a server may refuse, and nothing has gone then.
        var databases = try await ServerClearing.run(onServers.map { (service: $0.0, url: $0.1) })
        var others = 0
        for (_, path) in try ShopDatabases.files(configuration, folder: data.path) {
            let removed = try remove(path, companions: ["-wal", "-shm"])
            databases += removed.itself
            others += removed.kept
        }
        // The credentials belonged to accounts that are gone.
        others += try remove(data.file("credentials"), companions: [".new"]).kept
        Console.line(databases == 0 ? "there was no database to delete" : "\(databases) databases deleted")
        if others > 0 { Console.line("\(others) files deleted that a restore had left") }
    }

    /// Removes a file, what belongs to it, and all that a restore has left of it: the old one, and drafts of the new.
    private func remove(_ path: String, companions: [String]) throws -> (itself: Int, kept: Int) {
        let folder = FileCopy.folder(of: path)
        guard FileCopy.exists(folder) else { return (0, 0) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let own = companions.map { name + $0 }
        var removed = (itself: 0, kept: 0)
        // The file itself comes last: a log that stays without it would be taken for the next one's.
        for entry in try FileManager.default.contentsOfDirectory(atPath: folder).sorted(by: >) {
            let isKept = [ShopRestore.oldSuffix, ShopRestore.draftSuffix].contains { entry.hasPrefix(name + $0) }
            guard entry == name || own.contains(entry) || isKept else { continue }
            try FileManager.default.removeItem(atPath: "\(folder)/\(entry)")
            removed.itself += entry == name ? 1 : 0
            removed.kept += isKept ? 1 : 0
        }
        return removed
    }
}
