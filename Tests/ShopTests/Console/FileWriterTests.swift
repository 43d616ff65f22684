import FoundationEssentials
import Glibc
import Testing

@testable import souk

@Suite("Files that appear whole")
struct FileWriterTests {
    @Test("A file appears when it is complete, and not before")
    func appears() throws {
        try inFolder { folder in
            let path = folder + "/goods.csv"
            let writer = try FileWriter(path)
            try writer.write(Array("sku\n".utf8))
            #expect(!FileManager.default.fileExists(atPath: path))
            try writer.finish()
            #expect(try text(of: path) == "sku\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["goods.csv"])
        }
    }

    @Test("A file that is given up leaves the one before, and no draft")
    func givenUp() throws {
        try inFolder { folder in
            let path = folder + "/goods.csv"
            try put("before", at: path)
            try giveUp(path)
            #expect(try text(of: path) == "before")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["goods.csv"])
        }
    }

    @Test("A link stays one: the file that it leads to is written")
    func link() throws {
        try inFolder { folder in
            try put("before", at: folder + "/goods.csv")
            #expect(symlink("goods.csv", folder + "/latest.csv") == 0)
            try write("after", to: folder + "/latest.csv")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/latest.csv") == "goods.csv")
            #expect(try text(of: folder + "/goods.csv") == "after")
        }
    }

    @Test("A pipe is written to and stays one")
    func pipe() throws {
        try inFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            defer { close(reader) }
            try write("through", to: path)
            var bytes = [UInt8](repeating: 0, count: 16)
            let count = read(reader, &bytes, bytes.count)
            #expect(String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self) == "through")
            var status = stat()
            #expect(lstat(path, &status) == 0)
            #expect(status.st_mode & S_IFMT == S_IFIFO)
        }
    }

    @Test("A link that lies under the draft's name leads the writer nowhere")
    func plantedDraft() throws {
        try inFolder { folder in
            try put("precious", at: folder + "/victim")
            #expect(symlink("victim", "\(folder)/goods.csv.\(getpid()).new") == 0)
            try write("after", to: folder + "/goods.csv")
            #expect(try text(of: folder + "/victim") == "precious")
            #expect(try text(of: folder + "/goods.csv") == "after")
        }
    }

    private func write(_ text: String, to path: String) throws {
        let writer = try FileWriter(path)
        try writer.write(Array(text.utf8))
        try writer.finish()
    }

    private func giveUp(_ path: String) throws {
        let writer = try FileWriter(path)
        try writer.write(Array("half".utf8))
    }

    private func put(_ text: String, at path: String) throws {
        try Data(Array(text.utf8)).write(to: URL(filePath: path))
    }

    private func text(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = "\(FileManager.default.temporaryDirectory.path)/souk-writer-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
