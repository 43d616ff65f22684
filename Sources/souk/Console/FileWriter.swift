import FoundationEssentials
import Glibc

/// Writes a file of any length: standard output, a device or a pipe as it comes, or a file that appears at once, whole,
/// when it is complete.
struct FileWriter: ~Copyable {
    private let descriptor: Int32
    /// As it was named; nil for standard output.
    private let path: String?
    /// Where it is written, and where it appears; nil for what is written to directly.
    private let names: (draft: String, place: String)?

    /// - Parameter mode: who may read it, as far as the process's mask lets them.
    init(_ path: String?, mode: mode_t = 0o666) throws {
        let target = try Self.open(path, mode: mode)
        self.path = path
        descriptor = target.descriptor
        names = target.names
    }

    deinit {
        guard path != nil else { return }
        close(descriptor)
        if let names { unlink(names.draft) }
    }

    private static func open(
        _ path: String?, mode: mode_t
    ) throws -> (descriptor: Int32, names: (draft: String, place: String)?) {
        guard let path else { return (STDOUT_FILENO, nil) }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            // A device or a pipe is written to; a file in its place would end it.
            let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileFailure(path) }
            return (descriptor, nil)
        }
        let place = resolved(path)
        let draft = "\(place).\(getpid()).new"
        // Others may have put something under this name where they may write too.
        unlink(draft)
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFailure(path) }
        return (descriptor, (draft, place))
    }

    /// Where a link leads, so that it stays one; the path itself where nothing is yet.
    private static func resolved(_ path: String) -> String {
        guard let pointer = realpath(path, nil) else { return path }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    func write(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileFailure(path ?? "standard output") }
            start += count
        }
    }

    /// Lets the file appear.
    consuming func finish() throws {
        guard let path else { return }
        guard let names else {
            // Not everything that can be written to can be synced.
            guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw FileFailure(path) }
            return
        }
        guard fsync(descriptor) == 0, rename(names.draft, names.place) == 0 else { throw FileFailure(path) }
    }
}

/// What the system says of a file.
struct FileFailure: Error, CustomStringConvertible {
    let path: String
    let reason: String

    /// Says what `errno` says.
    init(_ path: String) {
        self.init(path, String(cString: strerror(errno)))
    }

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    var description: String { "\(path): \(reason)" }
}
