import FoundationEssentials
import Glibc

extension Credentials {
    /// Reads the file; empty if there is none.
    init(contentsOf path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            self.init()
            return
        }
        self.init(text: try String(contentsOfFile: path, encoding: .utf8))
    }

    /// Writes the file anew and lets it appear at once, whole, with mode 0600.
    func save(to path: String) throws {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DataDirectory.Unusable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            rename(temporary, path) == 0
        else { throw DataDirectory.Unusable(path: path, reason: String(cString: strerror(errno))) }
    }
}
