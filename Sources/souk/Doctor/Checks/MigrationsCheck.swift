import SQL
import SQLite
import ServiceKit

/// Whether the databases have the schema of this version.
struct MigrationsCheck: DoctorCheck {
    let title = "Schemas"

    func findings(in patient: Patient) async -> [Finding] {
        let findings = await patient.look { service, connection in
            let status = try await Migrator().status(of: service.migrations, on: connection)
            var findings: [Finding] = []
            if try await CopyMark.exists(in: connection) { findings.append(Self.unfinishedCopy(of: service.name)) }
            if !status.changed.isEmpty {
                findings.append(
                    .wrong(
                        "\(service.name): \(Self.list(status.changed)) was applied in another form than this version has",
                        why: "nobody knows what the tables look like, and souk does not start with it",
                        mend: "run the version that made the database, or restore a backup of this one's"))
            }
            if !status.unknown.isEmpty {
                findings.append(
                    .wrong(
                        "\(service.name) was made by a newer version: \(Self.list(status.unknown))",
                        why: "this version does not know those tables and may break what is in them",
                        mend: "run the newer version"))
            }
            if !status.pending.isEmpty {
                findings.append(
                    .note(
                        "\(service.name) waits for \(Self.list(status.pending))", why: "this version needs them",
                        remedy: "souk up applies them at its start, souk migrate at once"))
            }
            return findings
        }
        if findings.isEmpty, await patient.hasData() {
            return [.good("every schema is that of this version")]
        }
        return findings
    }

    static func unfinishedCopy(of service: String) -> Finding {
        .wrong(
            "a copy into the database of \(service) has not ended, or was cut off",
            why: "it may hold a part of the shop, and souk does not start with it",
            mend: "if no souk copy is at work, repeat it")
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
