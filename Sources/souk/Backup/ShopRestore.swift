import FoundationEssentials
import Glibc
import SQLite

/// Puts a checked backup where a shop's files belong.
///
/// Everything is copied beside its place and checked there before the first file changes its name. While names change, a
/// mark lies in the data directory: as long as it is there no shop opens, and the restore can be repeated.
struct ShopRestore: Sendable {
    struct Occupied: Error, CustomStringConvertible {
        let path: String
        var description: String {
            "there is a shop already: \(path) exists; --replace puts the backup in its place and keeps the old files "
                + "as *\(ShopRestore.oldSuffix)"
        }
    }

    static let oldSuffix = ".before-restore"
    static let draftSuffix = ".restoring"
    /// What SQLite keeps beside a database. A log that comes to lie beside another database is played into it.
    private static let companions = ["-wal", "-shm"]

    let data: DataDirectory
    let files: ShopFiles
    let manifest: BackupManifest
    let folder: String
    let replaces: Bool

    /// Blocks its thread.
    func run(progress: (_ name: String) -> Void) throws {
        let isRepeated = data.contains(DataDirectory.restoreMark)
        if !replaces, !isRepeated, let old = files.all.first(where: { FileCopy.exists($0.path) }) {
            throw Occupied(path: old.path)
        }
        let restored = files.all.filter { file in manifest.files.contains { $0.name == file.name } }
        do {
            for file in restored {
                try stage(file)
                progress(file.name)
            }
            // Once the mark lies there, an old file under its other name means: this restore has put it there.
            if !isRepeated { try removeOldest() }
        } catch {
            for file in restored { unlink(file.path + Self.draftSuffix) }
            throw error
        }
        try mark()
        for file in files.all { try setAside(file, isRepeated: isRepeated) }
        for file in restored { try FileCopy.move(file.path + Self.draftSuffix, to: file.path) }
        try syncFolders()
        guard unlink(data.file(DataDirectory.restoreMark)) == 0 else { throw FileFailure(data.path) }
        try FileCopy.sync(data.path)
    }

    private func stage(_ file: ShopFiles.File) throws {
        let draft = file.path + Self.draftSuffix
        try FileCopy.makeFolder(FileCopy.folder(of: file.path))
        let copied = try FileCopy.make(of: "\(folder)/\(file.name)", at: draft)
        // Read once more while it was copied: what was checked is what is there now.
        guard manifest.files.contains(where: { $0.name == file.name && $0.sha256 == copied.sha256 }) else {
            throw BackupReader.Unusable(path: "\(folder)/\(file.name)", reason: "has changed just now")
        }
        if file.name.hasSuffix(".sqlite") { try SQLiteSnapshot.requireIntegrity(of: draft) }
    }

    private func mark() throws {
        let writer = try FileWriter(data.file(DataDirectory.restoreMark), mode: 0o600)
        try writer.finish()
        try FileCopy.sync(data.path)
    }

    /// Removes what an earlier restore has kept.
    private func removeOldest() throws {
        for file in files.all {
            for suffix in Self.companions + [""] { try remove(file.path + Self.oldSuffix + suffix) }
        }
        try syncFolders()
    }

    /// Gives the old file another name, after what belongs to it: once it has gone, all of it has.
    ///
    /// What is in its place in a repetition is of the backup that was restored in part, perhaps of another one.
    private func setAside(_ file: ShopFiles.File, isRepeated: Bool) throws {
        let old = file.path + Self.oldSuffix
        let isAside = isRepeated && FileCopy.exists(old)
        for suffix in Self.companions + [""] where FileCopy.exists(file.path + suffix) {
            if isAside {
                try remove(file.path + suffix)
            } else {
                try FileCopy.move(file.path + suffix, to: old + suffix)
            }
        }
    }

    private func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure(path) }
    }

    private func syncFolders() throws {
        for folder in Set(files.all.map { FileCopy.folder(of: $0.path) }) where FileCopy.exists(folder) {
            try FileCopy.sync(folder)
        }
    }
}
