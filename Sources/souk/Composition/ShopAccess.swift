import EventLoops
import SQL
import ServiceKit
import Values

/// Opens a shop for commands that may work beside an open one.
enum ShopAccess {
    /// Opens a shop to write into it: alone, if nobody else has it, after bringing its databases up to date.
    /// - Parameter body: `isOpen` says whether somebody may be selling meanwhile; of databases on a server nobody knows.
    static func write(
        _ configuration: Configuration, _ body: (_ shop: Shop, _ isOpen: Bool) async throws -> Void
    ) async throws {
        let folder = try configuration.read(Settings.dataDirectory)
        let isOnServers =
            try ShopDatabases.files(configuration, folder: folder).count < Settings.storingServices.count
        do {
            try await OpenedShop.use(configuration) { opened in try await body(opened.shop, isOnServers) }
        } catch is DataDirectory.InUse {
            try await look(configuration) { shop in try await body(shop, true) }
        }
    }

    /// Opens a shop without asking whether somebody else has it; nobody takes its files away meanwhile. Its databases have
    /// to be of this version.
    static func look(_ configuration: Configuration, _ body: (Shop) async throws -> Void) async throws {
        let folder = try configuration.read(Settings.dataDirectory)
        let files = try ShopDatabases.files(configuration, folder: folder).map(\.path)
        // Where no visitor has been yet nobody takes files away: what is missing stays so, and the lock would only leave
        // its file where there is no shop.
        if !FileCopy.exists("\(folder)/\(VisitLock.fileName)") { try require(files) }
        let visit = try files.isEmpty ? nil : VisitLock(folder, .shared)
        defer { visit?.release() }
        guard !FileCopy.exists("\(folder)/\(DataDirectory.restoreMark)") else {
            throw DataDirectory.Unusable(path: folder, reason: "a restore into it was cut off: repeat souk restore")
        }
        try require(files)
        let shop = try Shop(
            configuration, databases: try ShopDatabases(configuration, folder: folder), keys: .ephemeral())
        do {
            for service in shop.services {
                try await CopyMark.requireNone(in: service.database, of: type(of: service).name)
                let pending = try await Migrator().pending(type(of: service).migrations, on: service.database)
                guard pending.isEmpty else { throw OtherVersion(service: type(of: service).name) }
            }
            try await body(shop)
        } catch {
            await shop.close()
            throw error
        }
        await shop.close()
    }

    /// Opening a database would make the one that is missing.
    private static func require(_ files: [String]) throws {
        for path in files {
            guard FileCopy.exists(path) else { throw NoShop(path: path) }
        }
    }
}

/// There is nothing to look at.
struct NoShop: Error, CustomStringConvertible {
    let path: String
    var description: String { "there is no shop: \(path) does not exist; souk up makes one, or set DATA_DIR" }
}

/// The databases were made by an older version.
struct OtherVersion: Error, CustomStringConvertible {
    let service: String
    var description: String { "the database of \(service) is of an older version: souk migrate brings it up to date" }
}
