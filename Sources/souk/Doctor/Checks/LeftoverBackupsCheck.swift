import FoundationEssentials
import Glibc

/// Whether a backup that was cut off has left its draft: a folder with keys that nobody knows of.
///
/// Backups lie where somebody wanted them. This looks where they are likely to begin: in the data directory, beside it,
/// and in the folder that the doctor is called from.
struct LeftoverBackupsCheck: DoctorCheck {
    let title = "Backups"

    func findings(in patient: Patient) async -> [Finding] {
        let data = patient.folder.trimmingFinalSlashes
        let folders = Set([data, FileCopy.folder(of: data), "."].compactMap(Self.resolved))
        return folders.sorted().flatMap(Self.drafts).map { path in
            Finding.note(
                "\(path) is left of a backup that was cut off",
                why:
                    "it cannot be restored, and it may hold the shop's keys: whoever has them can be anybody in this shop",
                remedy: "rm -r \(path), and take the backup again")
        }
    }

    private static func drafts(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { name in
            guard let maker = BackupDraft.maker(ofFolderNamed: name), !isAlive(maker) else { return false }
            return FileFacts("\(folder)/\(name)/keys")?.isFolder == true
        }.map { folder == "/" ? "/\($0)" : "\(folder)/\($0)" }
    }

    /// A backup that is being made is none that was cut off. A process of somebody else's lives as well.
    private static func isAlive(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno == EPERM }

    /// The same folder under one name; nil if it is not there.
    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
