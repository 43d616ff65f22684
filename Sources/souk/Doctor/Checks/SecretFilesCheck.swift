import Glibc
import Security
import ServiceKit

/// Whether keys and credentials can be read, by nobody else, and are what they should be.
struct SecretFilesCheck: DoctorCheck {
    let title = "Keys and credentials"
    /// As whom souk runs.
    var user = geteuid()
    var groups = Self.ownGroups()

    func findings(in patient: Patient) async -> [Finding] {
        let sealing = patient.sealingKeyPath
        let keys = [patient.signingKeyPath] + patient.serviceKeyPaths
        var findings: [Finding] = []
        for path in keys + [sealing, patient.credentialsPath] {
            guard let facts = FileFacts(path) else { continue }
            findings += access(to: path, facts)
        }
        findings += keys.flatMap { unreadable($0, patient) } + sealingKey(at: sealing, patient)
        let hasAny = keys.contains(where: patient.exists) || patient.exists(sealing)
        let hasData = patient.mayHaveData
        if !hasAny, !hasData { return findings + [.note("there are no keys yet", why: "souk up makes them")] }
        return findings.isEmpty ? [.good("keys and credentials are there, for their owner alone")] : findings
    }

    private func access(to path: String, _ facts: FileFacts) -> [Finding] {
        // Secrets of Kubernetes belong to root, and to a group that their pod is in: nobody could change that, nor has to.
        if facts.owner != user, facts.isReadByGroupOnly, groups.contains(facts.group) { return [] }
        var findings: [Finding] = []
        if facts.isOpenToOthers {
            findings.append(
                .wrong(
                    "other users of this machine can read \(path)",
                    why: "whoever has it can be anybody in this shop", mend: "chmod 600 \(path)"))
        }
        if facts.owner != user, user != 0 {
            findings.append(
                .wrong(
                    "\(path) belongs to user \(facts.owner), and souk runs as user \(user)",
                    why: "souk may not be able to read or replace it", mend: "chown \(user) \(path)"))
        }
        return findings
    }

    private static func ownGroups() -> Set<UInt32> {
        var others = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
        let count = getgroups(Int32(others.count), &others)
        return Set(others.prefix(Int(max(0, count))) + [getegid()])
    }

    private func unreadable(_ path: String, _ patient: Patient) -> [Finding] {
        guard patient.exists(path) else {
            guard !patient.presentDatabases.isEmpty else { return [] }
            return [
                .note(
                    "\(path) is missing beside databases that are there",
                    why: "souk up makes a new one, and whoever is logged in has to log in again",
                    remedy: "bring it back from the backup if that matters")
            ]
        }
        if (try? SigningKey(contentsOf: path)) != nil { return [] }
        return [
            .wrong(
                "\(path) holds no key of ES256 in PEM, or cannot be read", why: "souk does not start without it",
                mend: "bring it back from the backup, or remove it: souk then makes a new one")
        ]
    }

    private func sealingKey(at path: String, _ patient: Patient) -> [Finding] {
        guard patient.exists(path) else {
            guard !patient.presentDatabases.isEmpty else {
                guard patient.mayHaveData else { return [] }
                return [
                    .note(
                        "\(path) is missing",
                        why: "souk makes a new one: with it nobody reads secrets that wait in the databases to be sent",
                        remedy: "if this shop is not new, bring the key to every machine that runs a part of it")
                ]
            }
            return [
                .wrong(
                    "\(path) is missing beside databases that are there",
                    why: "secrets that wait to be sent are sealed with it and are lost without it",
                    mend: "bring it back from the backup")
            ]
        }
        if (try? Credentials(contentsOf: path))?["key"] != nil { return [] }
        return [
            .wrong(
                "\(path) holds no key, or cannot be read", why: "souk does not start with it",
                mend: "bring it back from the backup")
        ]
    }
}
