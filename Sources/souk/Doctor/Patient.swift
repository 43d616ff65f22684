import FoundationEssentials
import Glibc
import SQL
import SQLite
import ServiceKit
import Values

/// The set-up that is looked at.
struct Patient: Sendable {
    /// With its faults, if it has any.
    let configuration: Configuration
    /// Everything that the process was started with, also what is no setting.
    var environment: [String: String] = [:]
    var machine = Machine.this
    var clock = WallClock.system

    /// A setting's value; its default where what was given makes no sense, which is told elsewhere.
    func read<Value>(_ setting: Setting<Value>) -> Value? {
        try? configuration.readIfSet(setting)
    }

    var isProduction: Bool { read(Settings.environment) == .production }

    /// The folder of databases and keys.
    var folder: String { read(Settings.dataDirectory) ?? "./data" }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    var signingKeyPath: String { read(Settings.signingKeyFile) ?? "\(folder)/keys/signing.pem" }

    /// A file, or those of the services in a folder.
    var serviceKeyPaths: [String] {
        let path = read(Settings.serviceKeyFile) ?? "\(folder)/keys/service.pem"
        let own = Settings.storingServices.map { "\(path)/\($0).pem" }.filter(exists)
        return own.isEmpty ? [path] : own
    }
    var sealingKeyPath: String { read(Settings.sealingKeyFile) ?? "\(folder)/keys/sealing.key" }
    var credentialsPath: String { "\(folder)/credentials" }

    /// The services with the files of their databases, whether these are there or not.
    var databases: [(service: any ShopService.Type, path: String)] {
        MigratedSchema.services.map { service in
            guard case .sqlite(let path)? = read(Settings.databaseAddress(of: service.name)) else {
                return (service, "\(folder)/\(service.name).sqlite")
            }
            return (service, path)
        }
    }

    /// Those whose files are there.
    var presentDatabases: [(service: any ShopService.Type, path: String)] { databases.filter { exists($0.path) } }

    /// Whether a shop is at work in the folder now: it holds a lock as long as it lives.
    var isRunning: Bool {
        let descriptor = open("\(folder)/lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // Shared, and given back at once.
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        return false
    }

    /// Lets a check read each database that is there. Of one that cannot be read it tells no more than that: why, and
    /// what to do, is told by ``DatabaseFilesCheck``.
    func look(
        _ body: (_ service: any ShopService.Type, _ inspection: SQLiteInspection) async throws -> [Finding]
    ) async -> [Finding] {
        var findings: [Finding] = []
        for (service, path) in presentDatabases {
            do {
                findings += try await body(service, SQLiteInspection(path: path))
            } catch {
                findings.append(
                    .note(
                        "\(service.name) could not be looked at: \(error)", why: "this check says nothing of it",
                        remedy: "see what is said of its database"))
            }
        }
        return findings
    }
}
