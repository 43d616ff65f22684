import FoundationEssentials
import Glibc
import ServiceKit
import Testing
import Values

@testable import souk

@Suite("What the doctor says about files")
struct FileChecksTests {
    @Test("A folder that others can look into is wrong, and so is a file in its place")
    func folder() async throws {
        try await Clinic.use { clinic in
            try clinic.setMode(0o755, of: "")
            #expect(
                await clinic.wrong(DataFolderCheck()) == ["other users of this machine can look into \(clinic.folder)"])
            clinic.settings = ["DATA_DIR": clinic.folder + "/credentials-of-mine"]
            _ = FileManager.default.createFile(atPath: clinic.folder + "/credentials-of-mine", contents: nil)
            #expect(await clinic.wrong(DataFolderCheck()) == ["\(clinic.folder)/credentials-of-mine is not a folder"])
            clinic.settings = ["DATA_DIR": clinic.folder + "/credentials-of-mine/data"]
            #expect(await clinic.wrong(DataFolderCheck()).count == 1, "nothing can be made below a file")
            clinic.settings = ["LOG_DIR": clinic.folder + "/credentials-of-mine/logs"]
            try clinic.setMode(0o700, of: "")
            #expect(await clinic.wrong(DataFolderCheck()).first?.hasSuffix("/logs cannot be written") == true)
            clinic.settings = ["LOG_DIR": "none"]
            #expect(await clinic.wrong(DataFolderCheck()) == [], "no folder is no fault")
        }
    }

    @Test("A shop that is at work there is as it should be")
    func running() async throws {
        try await Clinic.use { clinic in
            #expect(!clinic.patient.isRunning)
            let lock = try DataDirectory(clinic.folder)
            #expect(clinic.patient.isRunning)
            let findings = await clinic.findings(of: DataFolderCheck())
            #expect(
                findings.count == 1 && findings[0].level == .good
                    && findings[0].what.contains("a shop is at work there"))
            #expect(await clinic.findings(of: PortsCheck()).map(\.level) == [.good], "its ports are its own")
            withExtendedLifetime(lock) {}
        }
    }

    @Test(
        "Keys and credentials that others can read are wrong",
        arguments: ["keys/signing.pem", "keys/service.pem", "keys/sealing.key", "credentials"])
    func openSecrets(file: String) async throws {
        try await Clinic.use { clinic in
            try Credentials().save(to: clinic.folder + "/credentials")
            #expect(await clinic.wrong(SecretFilesCheck()).isEmpty)
            try clinic.setMode(0o644, of: file)
            #expect(
                await clinic.wrong(SecretFilesCheck()) == [
                    "other users of this machine can read \(clinic.folder)/\(file)"
                ])
        }
    }

    @Test(
        "A secret of somebody else's is as it should be where a group of souk's own may read it, and nobody may do more"
    )
    func groupSecrets() async throws {
        try await Clinic.use { clinic in
            let key = "\(clinic.folder)/keys/signing.pem"
            let facts = try #require(FileFacts(key))
            let check = SecretFilesCheck(user: facts.owner + 1, groups: [facts.group])
            func complaints(_ mode: UInt32, _ check: SecretFilesCheck) async throws -> [String] {
                try clinic.setMode(mode, of: "keys/signing.pem")
                return await clinic.findings(of: check).filter { $0.what.contains(key) }.map(\.what)
            }
            #expect(try await complaints(0o440, check).isEmpty)
            #expect(try await complaints(0o640, check).isEmpty)
            let isRead = "other users of this machine can read \(key)"
            let isForeign = "\(key) belongs to user \(facts.owner), and souk runs as user \(facts.owner + 1)"
            #expect(try await complaints(0o444, check) == [isRead, isForeign])
            #expect(try await complaints(0o460, check) == [isRead, isForeign], "whoever is in the group can change it")
            let stranger = SecretFilesCheck(user: facts.owner + 1, groups: [facts.group + 1])
            #expect(try await complaints(0o440, stranger) == [isRead, isForeign])
            let owner = SecretFilesCheck(user: facts.owner, groups: [facts.group])
            #expect(try await complaints(0o640, owner) == [isRead], "one's own can be closed to the group")
        }
    }

    @Test("A key that is none is wrong; one that is missing beside data is told")
    func brokenKeys() async throws {
        try await Clinic.use { clinic in
            try Data("no key".utf8).write(to: URL(filePath: clinic.folder + "/keys/service.pem"))
            try clinic.setMode(0o600, of: "keys/service.pem")
            #expect(await clinic.wrong(SecretFilesCheck()).first?.contains("service.pem holds no key") == true)
            try FileManager.default.removeItem(atPath: clinic.folder + "/keys/service.pem")
            #expect(await clinic.wrong(SecretFilesCheck()).isEmpty)
            #expect(await clinic.notes(SecretFilesCheck()).first?.contains("service.pem is missing") == true)
            try FileManager.default.removeItem(atPath: clinic.folder + "/keys/sealing.key")
            #expect(await clinic.wrong(SecretFilesCheck()).first?.contains("sealing.key is missing") == true)
        }
    }

    @Test("What a backup that was killed has left is told, in the folder and beside it; one that is being made is not")
    func leftovers() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.findings(of: LeftoverBackupsCheck()).isEmpty)
            // No process has such a number: the system counts to 4,194,304 at most.
            let left = ["\(clinic.folder)/saved.99999999.new", "\(clinic.folder)-saved.99999999.new"]
            let others = [
                "\(clinic.folder)/saved.\(getpid()).new", "\(clinic.folder)/saved", "\(clinic.folder)/saved.new",
            ]
            for folder in left + others {
                try FileManager.default.createDirectory(
                    atPath: folder + "/keys", withIntermediateDirectories: true)
            }
            try FileManager.default.createDirectory(
                atPath: clinic.folder + "/empty.99999999.new", withIntermediateDirectories: true)
            let findings = await clinic.findings(of: LeftoverBackupsCheck())
            #expect(findings.map(\.level) == [.note, .note])
            for folder in left {
                #expect(findings.contains { $0.what.hasPrefix("\(folder) is left of a backup") }, "\(findings)")
                #expect(findings.contains { $0.remedy.hasPrefix("rm -r \(folder),") }, "\(findings)")
            }
        }
    }

    @Test("A full disk, a network's file system and memory are told apart")
    func disk() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.findings(of: DiskCheck()).map(\.level) == [.good, .good])
            clinic.machine.freeBytes = { _ in 10 << 20 }
            #expect(await clinic.wrong(DiskCheck()).first?.hasPrefix("10 MB are free") == true)
            clinic.machine.freeBytes = { _ in 1 << 30 }
            #expect(await clinic.notes(DiskCheck()).count == 1)
            clinic.machine.freeBytes = { _ in nil }
            for kind in ["nfs4", "cifs", "9p", "fuse.sshfs"] {
                clinic.machine.fileSystem = { _ in kind }
                #expect(await clinic.wrong(DiskCheck()).first?.contains("lies on \(kind)") == true)
            }
            clinic.machine.fileSystem = { _ in "tmpfs" }
            #expect(await clinic.wrong(DiskCheck()).isEmpty)
            clinic.settings = Clinic.production
            #expect(await clinic.wrong(DiskCheck()).first?.contains("lies in memory") == true)
        }
    }

    @Test("The innermost mount counts, also for a folder that is not there yet")
    func mounts() throws {
        let table = MountTable(
            "/dev/a / ext4 rw 0 0\nserver:/x /usr nfs4 rw 0 0\nproc /proc proc rw 0 0\n/dev/b /usr/bin xfs rw 0 0\n")
        #expect(table.kind(of: "/usr/bin/not/there") == "xfs")
        #expect(table.kind(of: "/usr/share") == "nfs4")
        #expect(table.kind(of: "/etc") == "ext4")
    }

    @Test("A name is read as the system means it: blanks, backslashes and marks upon a slash are part of it")
    func escapedMounts() {
        let table = MountTable(
            "a / ext4 rw 0 0\nb /my\\040shop xfs rw 0 0\nc /my\\134shop nfs4 rw 0 0\nd /shop vfat rw 0 0\n")
        #expect(table.kind(at: "/my shop/data") == "xfs")
        #expect(table.kind(at: "/my\\shop/data") == "nfs4")
        #expect(table.kind(at: "/shop/\u{301}data") == "vfat")
        #expect(table.kind(at: "/shopping") == "ext4")
    }
}
