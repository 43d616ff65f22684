import Glibc

/// What the file system says about a file.
struct FileFacts: Sendable {
    let isFolder: Bool
    let owner: UInt32
    let isOpenToOthers: Bool
    let size: Int

    /// Nil if there is no such file.
    init?(_ path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        isFolder = facts.st_mode & S_IFMT == S_IFDIR
        owner = facts.st_uid
        isOpenToOthers = facts.st_mode & 0o077 != 0
        size = Int(facts.st_size)
    }
}
