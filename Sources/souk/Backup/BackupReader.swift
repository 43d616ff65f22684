import FoundationEssentials
import JSON
import SQL
import SQLite
import ServiceKit

/// Looks at a backup before anything is done with it.
struct BackupReader: Sendable {
    /// Why a backup cannot be restored.
    struct Unusable: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "\(path): \(reason); nothing was restored" }
    }

    let folder: String

    /// Reads and checks everything. Blocks its thread.
    /// - Parameter known: the migrations of this version, by service.
    func manifest(_ files: ShopFiles, known: [String: [String]]) throws -> BackupManifest {
        let manifest = try readManifest()
        try requireKnown(manifest, known)
        let names = Set(files.all.map(\.name))
        for file in manifest.files where !names.contains(file.name) {
            throw Unusable(path: file.name.debugDescription, reason: "is not part of a shop")
        }
        for database in files.databases where !manifest.files.contains(where: { $0.name == database.name }) {
            throw Unusable(path: "\(folder)/\(database.name)", reason: "is missing from the backup")
        }
        for file in manifest.files { try check(file) }
        return manifest
    }

    /// Reads each database through and through, where it lies. Blocks its thread.
    func requireIntegrity(_ files: ShopFiles) throws {
        for database in files.databases {
            let path = "\(folder)/\(database.name)"
            do throws(SQLError) {
                try SQLiteSnapshot.requireIntegrity(of: path)
            } catch {
                throw Unusable(path: path, reason: "is damaged: \(error.detail)")
            }
        }
    }

    private func readManifest() throws -> BackupManifest {
        let path = "\(folder)/\(BackupManifest.fileName)"
        guard FileCopy.exists(path) else { throw Unusable(path: folder, reason: "is no backup: it has no manifest") }
        struct Format: Decodable { let format: Int }
        do {
            let bytes = Array(try Data(contentsOf: URL(filePath: path)))
            let format = try JSONDecoding.decode(Format.self, from: bytes).format
            guard format <= BackupManifest.currentFormat else {
                throw Unusable(path: folder, reason: "was made by a newer version of Souk (format \(format))")
            }
            return try JSONDecoding.decode(BackupManifest.self, from: bytes)
        } catch let error as Unusable {
            throw error
        } catch {
            throw Unusable(path: path, reason: "is damaged: it cannot be read")
        }
    }

    private func requireKnown(_ manifest: BackupManifest, _ known: [String: [String]]) throws {
        for schema in manifest.schemas {
            let newer = schema.migrations.filter { !(known[schema.service] ?? []).contains($0) }
            guard let first = newer.first else { continue }
            throw Unusable(
                path: folder,
                reason: "was made by a newer version of Souk (\(manifest.version)): this one does not know "
                    + "\(schema.service): \(first)")
        }
    }

    private func check(_ file: BackupManifest.File) throws {
        let path = "\(folder)/\(file.name)"
        guard FileCopy.exists(path) else { throw Unusable(path: path, reason: "is missing from the backup") }
        let measured = try FileCopy.measure(path)
        guard measured.bytes == file.bytes else {
            throw Unusable(path: path, reason: "is damaged: it has \(measured.bytes) bytes, not \(file.bytes)")
        }
        guard measured.sha256 == file.sha256 else {
            throw Unusable(path: path, reason: "is damaged: its checksum is not the one that was written down")
        }
    }
}
