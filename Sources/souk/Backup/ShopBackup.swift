import EventLoops
import FoundationEssentials
import Glibc
import JSON
import SQL
import SQLite
import ServiceKit
import Values

/// Copies a shop, open or not, into a new folder.
struct ShopBackup: Sendable {
    let files: ShopFiles
    /// What each database has to know of its migrations, by service.
    let schemas: [BackupManifest.Schema]
    let folder: String
    let clock: WallClock

    /// Blocks its thread.
    func take(progress: (_ name: String, _ done: Int, _ total: Int) -> Void) throws {
        guard !FileCopy.exists(folder) else { throw FileFailure(folder, "is there already; a backup makes its folder") }
        let draft = BackupDraft.path(of: folder)
        try FileCopy.makeFolder(draft + "/keys")
        guard chmod(draft, 0o700) == 0 else { throw FileFailure(draft) }
        do {
            try fill(draft, progress)
            try FileCopy.move(draft, to: folder)
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
        try FileCopy.sync(FileCopy.folder(of: folder))
    }

    private func fill(_ draft: String, _ progress: (String, Int, Int) -> Void) throws {
        // All databases as they are at one moment; the keys come after it, as one that was made since is of use, and one
        // that is missing is not.
        let snapshot = try SQLiteSnapshot(of: files.databases.map(\.path))
        let moment = clock.now()
        var entries: [BackupManifest.File] = []
        func note(_ name: String, _ measured: (bytes: Int, sha256: String)) {
            entries.append(BackupManifest.File(name: name, bytes: measured.bytes, sha256: measured.sha256))
        }
        for secret in files.secrets where FileCopy.exists(secret.path) {
            note(secret.name, try FileCopy.make(of: secret.path, at: "\(draft)/\(secret.name)"))
        }
        for (index, database) in files.databases.enumerated() {
            let path = "\(draft)/\(database.name)"
            try snapshot.copy(index, to: path) { progress(database.name, $0, $1) }
            guard chmod(path, 0o600) == 0 else { throw FileFailure(path) }
            try FileCopy.sync(path)
            note(database.name, try FileCopy.measure(path))
        }
        let manifest = BackupManifest(
            format: BackupManifest.currentFormat, version: Souk.version, takenAt: moment, schemas: schemas,
            files: entries)
        let writer = try FileWriter("\(draft)/\(BackupManifest.fileName)", mode: 0o600)
        try writer.write(try JSONEncoding.encode(manifest))
        try writer.finish()
        try FileCopy.sync(draft + "/keys")
        try FileCopy.sync(draft)
    }
}
