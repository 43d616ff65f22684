import FoundationEssentials
import Glibc
import ServiceKit

/// Whether the folders that a shop writes to can be written, by it and by nobody else.
struct DataFolderCheck: DoctorCheck {
    let title = "Folders"

    func findings(in patient: Patient) async -> [Finding] {
        data(patient) + logs(patient)
    }

    private func data(_ patient: Patient) -> [Finding] {
        let path = patient.folder
        guard let facts = FileFacts(path) else {
            guard let parent = Self.nearestFolder(above: path), access(parent, W_OK | X_OK) == 0,
                FileFacts(parent)?.isFolder == true
            else {
                return [
                    .wrong(
                        "\(path) is not there and cannot be made", why: "the shop has nowhere to keep anything",
                        mend: "make the folder for the user that runs souk, or set DATA_DIR to another")
                ]
            }
            return [.note("\(path) is not there yet", why: "souk up makes it, with empty databases and new keys")]
        }
        guard facts.isFolder else {
            return [
                .wrong(
                    "\(path) is not a folder", why: "databases and keys are files in it",
                    mend: "set DATA_DIR to a folder")
            ]
        }
        var findings: [Finding] = []
        if facts.owner != geteuid() {
            findings.append(
                .wrong(
                    "\(path) belongs to user \(facts.owner), and souk runs as user \(geteuid())",
                    why: "at its start souk closes the folder to others, which only its owner can",
                    mend: "chown -R \(geteuid()) \(path), or run souk as its owner"))
        }
        if access(path, W_OK | X_OK) != 0 {
            findings.append(
                .wrong(
                    "\(path) cannot be written", why: "the shop cannot store anything",
                    mend: "chmod u+rwx \(path), or mount it for writing"))
        }
        if facts.isOpenToOthers {
            findings.append(
                .wrong(
                    "other users of this machine can look into \(path)",
                    why: "the databases hold names, addresses and hashes of passwords", mend: "chmod 700 \(path)"))
        }
        guard findings.isEmpty else { return findings }
        return [
            .good(
                patient.isRunning
                    ? "\(path) can be written, and a shop is at work there: that is as it should be"
                    : "\(path) can be written, and no shop is at work there")
        ]
    }

    private func logs(_ patient: Patient) -> [Finding] {
        guard let path = patient.read(Settings.logDirectory) ?? "./logs" else { return [] }
        let place = FileFacts(path) == nil ? Self.nearestFolder(above: path) : path
        if let place, FileFacts(place)?.isFolder == true, access(place, W_OK | X_OK) == 0 { return [] }
        return [
            .wrong(
                "\(path) cannot be written", why: "the shop keeps its log files there",
                mend: "set LOG_DIR to a folder that can be, or to none")
        ]
    }

    /// The folder in which one that is missing would have to be made.
    private static func nearestFolder(above path: String) -> String? {
        var path = path
        while let slash = path.lastIndex(of: "/") {
            path = slash == path.startIndex ? "/" : String(path[..<slash])
            if FileFacts(path) != nil { return path }
            if path == "/" { return nil }
        }
        return "."
    }
}
