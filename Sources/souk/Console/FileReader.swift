import Glibc

/// Reads a file of any length, or standard input, piece by piece.
struct FileReader: ~Copyable {
    private let descriptor: Int32
    private let path: String?
    /// How long it is, if that can be said.
    let size: Int?

    /// - Parameter path: nil for standard input.
    init(_ path: String?) throws {
        self.path = path
        if let path {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileFailure(path) }
        } else {
            descriptor = STDIN_FILENO
        }
        var status = stat()
        let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? Int(status.st_size) : nil
    }

    deinit {
        if path != nil { close(descriptor) }
    }

    /// The next bytes; nil at the end.
    func next() throws -> [UInt8]? {
        let limit = 1 << 16
        while true {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, length in
                count = read(descriptor, buffer.baseAddress, limit)
                length = max(count, 0)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure(path ?? "standard input") }
            return count == 0 ? nil : bytes
        }
    }
}
