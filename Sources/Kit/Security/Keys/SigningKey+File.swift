import Glibc
import Values

extension SigningKey {
    /// Reads a key from a PEM file.
    public init(contentsOf path: String, owner: String? = nil) throws(KeyError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path: path, errorNumber: errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .file(path: path, errorNumber: errno) }
        try self.init(pem: Secret(String(decoding: bytes.prefix(count), as: UTF8.self)), owner: owner)
    }

    /// Writes the key into a new file that only its owner can read.
    /// - Throws: `KeyError.file` also where the file exists: a key is never overwritten.
    public func save(to path: String) throws(KeyError) {
        let bytes = Array(try pem().reveal().utf8)
        // Written beside and linked into place, so that nobody ever reads half a key.
        let draft = "\(path).\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, errorNumber: errno) }
        defer { unlink(draft) }
        let written = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let failure = errno
        close(descriptor)
        guard written else { throw .file(path: path, errorNumber: failure) }
        guard link(draft, path) == 0 else { throw .file(path: path, errorNumber: errno) }
    }

    /// The key in this file, which is made at the first start; of two processes that start at once both get the same.
    public static func loadOrCreate(at path: String, owner: String? = nil) throws(KeyError) -> SigningKey {
        if access(path, F_OK) == 0 {
            return try SigningKey(contentsOf: path, owner: owner)
        }
        do {
            try generate().save(to: path)
        } catch .file(_, EEXIST) {}
        return try SigningKey(contentsOf: path, owner: owner)
    }
}
