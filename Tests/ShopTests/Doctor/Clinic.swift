import EventLoops
import FoundationEssentials
import Glibc
import HTTPServer
import SQL
import SQLite
import ServiceKit
import TestSupport
import Values

@testable import souk

/// A healthy set-up in a folder of its own, which a test makes sick in one way.
final class Clinic {
    let folder: String
    var settings: [String: String] = [:]
    var environment: [String: String] = [:]
    var machine = Machine(
        openFiles: { 65_536 }, freeBytes: { _ in 100 << 30 }, fileSystem: { _ in "ext4" }, obstacle: { _, _ in nil },
        listener: { _ in nil },
        libraries: { [("SQLite", "3.45.1"), ("libmicrohttpd", "1.0.1"), ("libcurl", "8.9.0")] }, hasPages: { true })
    var clock = WallClock.system
    var serving = Settings.storingServices

    let loops: EventLoopGroup

    private init(folder: String, loops: EventLoopGroup) {
        self.folder = folder
        self.loops = loops
    }

    static func use(isNew: Bool = false, _ body: (Clinic) async throws -> Void) async throws {
        try await withShopFolder { folder, loops in
            let clinic = Clinic(folder: folder + "/data", loops: loops)
            if !isNew {
                let opened = try OpenedShop(clinic.configuration)
                _ = try await opened.shop.migrate()
                await opened.shop.close()
            }
            try await body(clinic)
        }
    }

    /// Settings that are right where customers are.
    static let production = [
        "ENVIRONMENT": "production", "PUBLIC_URL": "https://shop.example", "ALLOWED_HOSTS": "shop.example",
        "TRUSTED_PROXIES": "127.0.0.1", "ADMIN_EMAIL": "owner@shop.example",
    ]

    var configuration: Configuration {
        var all = ["DATA_DIR": folder, "LOG_DIR": folder + "/logs"]
        all.merge(settings) { $1 }
        return Configuration(withFaults: Settings.all, environment: all)
    }

    var patient: Patient {
        var patient = Patient(
            configuration: configuration, environment: environment, machine: machine, clock: clock,
            loops: loops)
        patient.serving = serving
        return patient
    }

    func findings(of check: any DoctorCheck) async -> [Finding] { await check.findings(in: patient) }

    /// What a check finds wrong.
    func wrong(_ check: any DoctorCheck) async -> [String] {
        await findings(of: check).filter { $0.level == .wrong }.map(\.what)
    }

    func notes(_ check: any DoctorCheck) async -> [String] {
        await findings(of: check).filter { $0.level == .note }.map(\.what)
    }

    /// Changes a database behind everybody's back.
    func change(_ service: String, _ statements: Query...) async throws {
        let database = try SQLiteDatabase(path: "\(folder)/\(service).sqlite")
        for statement in statements { try await database.execute(statement) }
        await database.close()
    }

    func setMode(_ mode: UInt32, of file: String) throws {
        guard chmod(file.isEmpty ? folder : "\(folder)/\(file)", mode) == 0 else { throw CocoaError(.fileNoSuchFile) }
    }

    /// Every file with its bytes.
    func contents() throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            contents[name] = FileManager.default.contents(atPath: "\(folder)/\(name)").map { Array($0) } ?? []
        }
        return contents
    }
}
