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
        try write(draft: path + ".new") { rename($0, path) == 0 }
    }

    /// Writes a file that is not there yet; of several processes one does.
    /// - Returns: false if there is one, which stays as it is.
    func create(at path: String) throws -> Bool {
        var isNew = false
        try write(draft: "\(path).\(getpid()).new") { draft in
            defer { unlink(draft) }
            isNew = link(draft, path) == 0
            return isNew || errno == EEXIST
        }
        return isNew
    }

    private func write(draft: String, _ publish: (_ draft: String) -> Bool) throws {
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DataDirectory.Unusable(path: draft, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0, publish(draft) else {
            throw DataDirectory.Unusable(path: draft, reason: String(cString: strerror(errno)))
        }
    }
}
