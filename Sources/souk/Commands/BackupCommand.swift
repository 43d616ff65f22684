import EventLoops
import Messaging
import SQL
import ServiceKit
import Values

struct BackupCommand: Command {
    static let name = "backup"
    static let operands = "FOLDER"
    static let summary = "copy the whole shop, keys included, into a new folder, also while the shop runs"

    private let configuration: Configuration
    private let folder: String

    init(_ configuration: Configuration, operands: [String]) throws {
        guard operands.count == 1 else { throw UsageError("backup needs the name of a folder, which it makes") }
        self.configuration = configuration
        folder = operands[0].trimmingFinalSlashes
    }

    func run(on loops: EventLoopGroup) async throws {
        let files = try ShopFiles(configuration)
        try await ShopAccess.look(configuration) { shop in
            var schemas: [BackupManifest.Schema] = []
            for service in shop.services {
                let names = try await service.database.query("select name from souk_migrations order by name") {
                    try $0.get(at: 0, as: String.self)
                }
                schemas.append(BackupManifest.Schema(service: type(of: service).name, migrations: names))
            }
            try await Blocking.run { [schemas, folder] in
                let backup = ShopBackup(files: files, schemas: schemas, folder: folder, clock: .system)
                var bars: [String: ProgressBar] = [:]
                var shown: [String: Int] = [:]
                try backup.take { name, done, total in
                    bars[name, default: ProgressBar(name, total: total)].advance(by: done - shown[name, default: 0])
                    shown[name] = done
                }
            }
        }
        Console.line("the shop is in \(folder), with its keys: keep it where only you can read it")
    }
}

/// Work that blocks, on a thread of its own, so that loops go on.
enum Blocking {
    static func run(_ body: @escaping @Sendable () throws -> Void) async throws {
        let pool = try BlockingPool(name: "files", threads: 1, queueLimit: 1)
        do {
            try await pool.run(body)
        } catch {
            pool.shutdown()
            throw error
        }
        pool.shutdown()
    }
}

extension String {
    /// `folder/` is `folder`.
    var trimmingFinalSlashes: String {
        var text = self
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
