import FoundationEssentials
import Glibc

/// Writes a file of any length: standard output, or a file that appears at once, whole, when it is complete.
struct FileWriter: ~Copyable {
    private let descriptor: Int32
    /// Where the file is to be; nil for standard output.
    private let path: String?
    private let draft: String

    /// - Parameter mode: who may read it, as far as the process's mask lets them.
    init(_ path: String?, mode: mode_t = 0o666) throws {
        self.path = path
        guard let path else {
            draft = ""
            descriptor = STDOUT_FILENO
            return
        }
        draft = "\(path).\(getpid()).new"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileFailure(path) }
    }

    deinit {
        guard path != nil else { return }
        close(descriptor)
        unlink(draft)
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
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else { throw FileFailure(path) }
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
