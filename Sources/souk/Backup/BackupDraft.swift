import Glibc

/// The folder that a backup fills before it gets its name. A backup that is killed leaves it behind, keys included.
enum BackupDraft {
    private static let suffix = ".new"

    /// Beside the folder that it will be.
    static func path(of folder: String) -> String { "\(folder).\(getpid())\(suffix)" }

    /// The process that has made a folder of this name; nil if it is called otherwise.
    static func maker(ofFolderNamed name: String) -> pid_t? {
        guard name.hasSuffix(suffix) else { return nil }
        let parts = name.dropLast(suffix.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let number = parts.last.flatMap({ pid_t($0) }), number > 0 else { return nil }
        return number
    }
}
