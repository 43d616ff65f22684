import SQL
import SQLite
import ServiceKit

/// Whether the databases are there and whole.
struct DatabaseFilesCheck: DoctorCheck {
    let title = "Databases"

    private static let longestLog = 512 << 20

    func findings(in patient: Patient) async -> [Finding] {
        let present = patient.presentDatabases
        guard !patient.databases.isEmpty else { return [] }
        guard !present.isEmpty else { return [.note("there are no databases yet", why: "souk up makes them")] }
        var findings: [Finding] = []
        for (service, path) in patient.databases where !patient.exists(path) {
            findings.append(
                .wrong(
                    "the database of \(service.name) is missing: \(path)",
                    why: "the others are there, so that it would begin empty beside them",
                    mend: "bring it back from the backup of the same moment as the others"))
        }
        for (service, path) in present { findings += await examine(path, of: service.name, patient) }
        if findings.allSatisfy({ $0.level == .good }) {
            findings.append(
                .note(
                    "whether orders, stock, carts and ratings agree with each other was not looked at",
                    why: "that reads every row", remedy: "souk check does, also while the shop runs"))
        }
        return findings
    }

    private func examine(_ path: String, of service: String, _ patient: Patient) async -> [Finding] {
        do {
            let inspection = try SQLiteInspection(path: path)
            let faults = try await inspection.query("pragma quick_check(3)") { try $0.get(at: 0, as: String.self) }
            guard faults == ["ok"] else {
                return [
                    .wrong(
                        "the database of \(service) is damaged: \(faults.first?.replacing("\n", with: " ") ?? "no details")",
                        why: "what is in it can be wrong or lost at any time",
                        mend: "stop the shop and restore the last backup")
                ]
            }
        } catch {
            return [
                .wrong(
                    "the database of \(service) cannot be read: \((error as? SQLError)?.detail ?? "\(error)")",
                    why: "the shop does not start without it",
                    mend:
                        "see that \(path) is a database and belongs to the user that runs souk; else restore the last backup"
                )
            ]
        }
        let log = FileFacts(path + "-wal")?.size ?? 0
        guard log > Self.longestLog else { return [.good("\(service) is whole")] }
        return [
            .wrong(
                "the write-ahead log of \(service) has grown to \(log >> 20) MB",
                why: "some program keeps the database open in the middle of a read, and everything gets slower",
                mend: "end programs that look into \(path), then restart the shop")
        ]
    }
}
