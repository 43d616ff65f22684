import EventLoops
import SQL
import ServiceKit
import Values

struct RestoreCommand: Command {
    static let name = "restore"
    static let operands = "FOLDER"
    static let summary = "make a shop of a backup, after checking all of it; the shop must not run"
    static let replace = Setting<Bool>.yesOrNo(
        "REPLACE", "put it in the place of a shop that is there; its files are kept under other names",
        scope: .commandLine)
    static let check = Setting<Bool>.yesOrNo(
        "CHECK", "only say whether the backup is whole and of a version that can be restored; writes nothing",
        scope: .commandLine)
    static let options: [any SettingDeclaration] = [replace, check]

    private let configuration: Configuration
    private let folder: String
    private let replaces: Bool
    private let onlyChecks: Bool

    init(_ configuration: Configuration, operands: [String]) throws {
        guard operands.count == 1 else { throw UsageError("restore needs the folder of a backup") }
        self.configuration = configuration
        folder = operands[0].trimmingFinalSlashes
        replaces = try configuration.read(Self.replace)
        onlyChecks = try configuration.read(Self.check)
        guard !replaces || !onlyChecks else { throw UsageError("restore --check replaces nothing") }
    }

    func run(on loops: EventLoopGroup) async throws {
        let files = try ShopFiles(configuration)
        let shop = try Shop(configuration, databases: .disconnected, keys: .ephemeral())
        let known = Dictionary(
            uniqueKeysWithValues: shop.services.map { (type(of: $0).name, type(of: $0).migrations.map(\.name)) })
        try await Blocking.run { [configuration, folder, replaces, onlyChecks] in
            let reader = BackupReader(folder: folder)
            guard !onlyChecks else { return try Self.verify(reader, files, known) }
            let manifest = try reader.manifest(files, known: known)
            // Held to the end: nobody opens the shop meanwhile.
            let data = try DataDirectory(try configuration.read(Settings.dataDirectory), isForRestore: true)
            let visit = try VisitLock(data.path, .alone)
            defer { visit.release() }
            let restore = ShopRestore(
                data: data, files: files, manifest: manifest, folder: folder, replaces: replaces)
            try restore.run { Console.line("copied \($0)") }
            Console.line("the shop of \(manifest.takenAt) is in \(data.path); souk up opens it")
        }
    }

    private static func verify(_ reader: BackupReader, _ files: ShopFiles, _ known: [String: [String]]) throws {
        do {
            let manifest = try reader.manifest(files, known: known)
            try reader.requireIntegrity(files)
            Console.line(
                "the backup of \(manifest.takenAt) is whole and can be restored: \(manifest.files.count) files, "
                    + "\(files.databases.count) databases read through")
        } catch let unusable as BackupReader.Unusable {
            // Nobody wanted it restored.
            throw FileFailure(unusable.path, unusable.reason)
        }
    }
}
