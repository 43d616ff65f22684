import FoundationEssentials
import Glibc
import ServiceKit
import Testing

@testable import souk

@Suite("Looking at a backup")
struct BackupReaderTests {
    @Test("A database that is damaged within is found out, also where nobody can tell by a checksum")
    func damagedWithin() async throws {
        try await Clinic.use { clinic in
            let files = try ShopFiles(clinic.configuration)
            let reader = BackupReader(folder: clinic.folder)
            try reader.requireIntegrity(files)
            let path = clinic.folder + "/orders.sqlite"
            var bytes = Array(try Data(contentsOf: URL(filePath: path)))
            // All pages but the first, which says what kind of file it is.
            for index in bytes.indices.dropFirst(4096) { bytes[index] = 0x5A }
            try Data(bytes).write(to: URL(filePath: path))
            let error = #expect(throws: BackupReader.Unusable.self) { try reader.requireIntegrity(files) }
            #expect(error?.path == path)
            #expect(error?.reason.hasPrefix("is damaged: ") == true)
        }
    }

    @Test("The name of a draft tells which process made it, and other names tell nothing")
    func draftNames() {
        #expect(BackupDraft.maker(ofFolderNamed: "2026-11-20.4711.new") == 4711)
        #expect(BackupDraft.maker(ofFolderNamed: BackupDraft.path(of: "saved")) == getpid())
        for name in ["saved", "saved.new", "4711.new", "saved.4711", "saved.0.new", "saved.-1.new", "saved.x.new"] {
            #expect(BackupDraft.maker(ofFolderNamed: name) == nil, "\(name)")
        }
    }
}
