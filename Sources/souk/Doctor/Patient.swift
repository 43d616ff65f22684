import EventLoops
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
    /// The services of the process that is looked at.
    var serving = Settings.storingServices
    /// On which calls are made; without, no other process is asked for anything.
    var loops: EventLoopGroup?
    /// The databases on servers, each asked once.
    let servers = ServerVisits()

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
        let own = serving.map { "\(path)/\($0).pem" }.filter(exists)
        return own.isEmpty ? [path] : own
    }

    var sealingKeyPath: String { read(Settings.sealingKeyFile) ?? "\(folder)/keys/sealing.key" }
    var credentialsPath: String { "\(folder)/credentials" }

    /// Whether the process runs the whole shop.
    var isWhole: Bool { Settings.storingServices.allSatisfy(serving.contains) }

    private var services: [any ShopService.Type] { MigratedSchema.services.filter { serving.contains($0.name) } }

    /// The services that keep their data in files, with these, whether they are there or not.
    var databases: [(service: any ShopService.Type, path: String)] {
        services.compactMap { service in
            switch read(Settings.databaseAddress(of: service.name)) {
            case .sqlite(let path)?: (service, path)
            case .postgresql?: nil
            case nil: (service, "\(folder)/\(service.name).sqlite")
            }
        }
    }

    /// The services that keep their data on a server.
    var databasesOnServers: [(service: any ShopService.Type, url: String)] {
        services.compactMap { service in
            guard case .postgresql(let url)? = read(Settings.databaseAddress(of: service.name)) else { return nil }
            return (service, url)
        }
    }

    /// Those whose files are there.
    var presentDatabases: [(service: any ShopService.Type, path: String)] { databases.filter { exists($0.path) } }

    /// Whether there may be data: of what is on a server nobody knows by looking at files.
    var mayHaveData: Bool { !presentDatabases.isEmpty || !databasesOnServers.isEmpty }

    /// Whether there is a database that is not empty, as far as that can be seen.
    func hasData() async -> Bool {
        if !presentDatabases.isEmpty { return true }
        for (_, url) in databasesOnServers where (try? await servers.session(url).isEmpty) == false { return true }
        return false
    }

    /// Whether a shop is at work in the folder now: it holds a lock as long as it lives.
    var isRunning: Bool {
        let descriptor = open("\(folder)/lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // Given back at once. Those whose databases are elsewhere share it.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        return false
    }

    /// Lets a check read each database that is there. Of one that cannot be read it tells no more than that: why, and
    /// what to do, is told by ``DatabaseFilesCheck`` and ``PostgreSQLCheck``.
    func look(
        _ body: (_ service: any ShopService.Type, _ connection: any SQLConnection) async throws -> [Finding]
    ) async -> [Finding] {
        var findings: [Finding] = []
        func attempt(
            _ service: any ShopService.Type, _ open: () async throws -> any SQLConnection
        ) async {
            do {
                findings += try await body(service, open())
            } catch {
                findings.append(
                    .note(
                        "\(service.name) could not be looked at: \(error)", why: "this check says nothing of it",
                        remedy: "see what is said of its database"))
            }
        }
        for (service, path) in presentDatabases { await attempt(service) { try SQLiteInspection(path: path) } }
        for (service, url) in databasesOnServers {
            // Of an empty one nothing can be said but that it is.
            if (try? await servers.session(url).isEmpty) == true { continue }
            await attempt(service) { try await servers.session(url) }
        }
        return findings
    }
}
