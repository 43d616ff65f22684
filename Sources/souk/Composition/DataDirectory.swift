import EventLoops
import FoundationEssentials
import Glibc

/// The folder that holds a shop: databases, keys, generated credentials. One process at a time may write databases there;
/// those whose databases are elsewhere share it.
final class DataDirectory: Sendable {
    struct InUse: Error, CustomStringConvertible {
        let path: String
        var description: String { "a shop is running on \(path): stop it first, or set DATA_DIR to another folder" }
    }

    struct Unusable: Error, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "\(path): \(reason)" }
    }

    /// Lies in the folder while `souk restore` changes names, and after it was ended in the middle of that.
    static let restoreMark = "restoring"

    let path: String
    private let lock: Int32

    /// Makes the folder if it is missing and locks it until the process ends, however it ends.
    /// - Parameters:
    ///   - isShared: whether others may have it too, as no database is written in it.
    ///   - isForRestore: whether a shop that is restored in part may be taken up.
    /// - Throws: ``InUse`` if another process has it, ``Unusable`` if it cannot be written.
    init(_ path: String, isShared: Bool = false, isForRestore: Bool = false) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: path + "/keys", withIntermediateDirectories: true)
        } catch {
            throw Unusable(path: path, reason: "cannot be made")
        }
        guard chmod(path, 0o700) == 0, chmod(path + "/keys", 0o700) == 0 else {
            throw Unusable(path: path, reason: String(cString: strerror(errno)))
        }
        lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Unusable(path: path, reason: String(cString: strerror(errno))) }
        guard flock(lock, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            // Closed once, by deinit: by then the number may be somebody else's.
            throw InUse(path: path)
        }
        guard isForRestore || access("\(path)/\(Self.restoreMark)", F_OK) != 0 else {
            throw Unusable(path: path, reason: "a restore into it was cut off: repeat souk restore")
        }
    }

    deinit {
        if lock >= 0 { close(lock) }
    }

    /// Runs the body while no other process that shares the folder runs one.
    func takingTurns(_ body: () async throws -> Void) async throws {
        let folder = open(path + "/keys", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Unusable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(folder) }
        while flock(folder, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK else { throw Unusable(path: path, reason: String(cString: strerror(errno))) }
            try await Sleep.for(.milliseconds(20))
        }
        try await body()
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func contains(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }
}
