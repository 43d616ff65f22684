import FoundationEssentials
import Glibc
import Security
import Values

/// Copies of files that have to last.
enum FileCopy {
    /// Copies a file for its owner's eyes only, and sees to it that it is on the disk.
    /// - Returns: its length and its digest in hexadecimal digits.
    @discardableResult
    static func make(of source: String, at path: String) throws -> (bytes: Int, sha256: String) {
        let reader = try FileReader(source)
        let writer = try FileWriter(path, mode: 0o600)
        var digest = try SHA256Stream()
        var count = 0
        while let bytes = try reader.next() {
            digest.update(bytes)
            try writer.write(bytes)
            count += bytes.count
        }
        try writer.finish()
        return (count, Hexadecimal.encode(digest.finish()))
    }

    /// A file's length and its digest in hexadecimal digits.
    static func measure(_ path: String) throws -> (bytes: Int, sha256: String) {
        let reader = try FileReader(path)
        var digest = try SHA256Stream()
        var count = 0
        while let bytes = try reader.next() {
            digest.update(bytes)
            count += bytes.count
        }
        return (count, Hexadecimal.encode(digest.finish()))
    }

    /// Makes what was created, renamed or written at this path last.
    static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure(path) }
    }

    static func move(_ old: String, to new: String) throws {
        guard rename(old, new) == 0 else { throw FileFailure(new) }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes a folder that only its owner can look into, and those above it.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw FileFailure(path, "cannot be made")
        }
    }

    /// The folder of a path.
    static func folder(of path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let folder = parts.joined(separator: "/")
        return folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
    }
}
