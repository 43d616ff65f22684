import Glibc

/// What the file system says about a file.
struct FileFacts: Sendable {
    let isFolder: Bool
    let owner: UInt32
    let group: UInt32
    let isOpenToOthers: Bool
    /// Whether the owner's group may read it, and nobody but the owner may do more.
    let isReadByGroupOnly: Bool
    let size: Int

    /// Nil if there is no such file.
    init?(_ path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        isFolder = facts.st_mode & S_IFMT == S_IFDIR
        owner = facts.st_uid
        group = facts.st_gid
        isOpenToOthers = facts.st_mode & 0o077 != 0
        isReadByGroupOnly = facts.st_mode & 0o077 == 0o040
        size = Int(facts.st_size)
    }
}
