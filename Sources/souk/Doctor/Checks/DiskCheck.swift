import ServiceKit

/// Whether there is room for the data, on a file system that keeps what it has promised to keep.
struct DiskCheck: DoctorCheck {
    let title = "Disk"

    private static let least = 256 << 20
    private static let comfortable = 2 << 30

    func findings(in patient: Patient) async -> [Finding] {
        let place = patient.exists(patient.folder) ? patient.folder : "."
        return room(at: place, patient) + kind(of: patient.folder, patient)
    }

    private func room(at path: String, _ patient: Patient) -> [Finding] {
        guard let free = patient.machine.freeBytes(path) else { return [] }
        let words = "\(free >> 20) MB are free for \(patient.folder)"
        if free < Self.least {
            return [
                .wrong(
                    words, why: "orders are refused when the disk is full",
                    mend: "make room, or move DATA_DIR to a larger disk")
            ]
        }
        if free < Self.comfortable {
            return [.note(words, why: "orders are refused when the disk is full", remedy: "see to it soon")]
        }
        return [.good("\(free >> 30) GB are free for \(patient.folder)")]
    }

    private func kind(of path: String, _ patient: Patient) -> [Finding] {
        guard let kind = patient.machine.fileSystem(path) else { return [] }
        let networked = [
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "ncpfs",
        ]
        if networked.contains(kind) || kind.hasPrefix("fuse.") {
            return [
                .wrong(
                    "\(path) lies on \(kind), a file system of the network or of another program",
                    why:
                        "SQLite needs locks and shared memory that such file systems do not keep: databases break there",
                    mend: "set DATA_DIR to a folder on a disk of this machine")
            ]
        }
        if kind == "tmpfs" || kind == "ramfs" {
            let words = "\(path) lies in memory (\(kind))"
            let why = "everything is gone when the machine ends"
            return [
                patient.isProduction
                    ? .wrong(words, why: why, mend: "set DATA_DIR to a folder on a disk")
                    : .note(words, why: why, remedy: "fine for a try, and for nothing else")
            ]
        }
        if kind == "overlay" {
            return [
                .note(
                    "\(path) lies in the container itself", why: "everything is gone when the container is replaced",
                    remedy: "mount a volume there")
            ]
        }
        return [.good("\(path) lies on \(kind), which keeps locks and promises")]
    }
}
