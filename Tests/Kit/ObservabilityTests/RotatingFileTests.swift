import FoundationEssentials
import Testing

@testable import Observability

final class RotatingFileTests {
    let folder = FileManager.default.temporaryDirectory.path + "/souk-logs-\(UUID().uuidString)"

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func content(_ name: String) -> String? {
        try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    @Test("A full file is set aside, five are kept, none is larger than allowed")
    func rotation() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = RotatingFile(path: "\(folder)/info.log", maximumBytes: 20, kept: 5)
        for number in 10..<30 {
            file.append(Array("line \(number)\n".utf8))
        }
        #expect(content("info.log") == "line 28\nline 29\n")
        #expect(content("info.log.1") == "line 26\nline 27\n")
        #expect(content("info.log.5") == "line 18\nline 19\n")
        #expect(content("info.log.6") == nil)
    }

    @Test("A file is carried on with after a restart")
    func reopening() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in 0..<3 {
            RotatingFile(path: "\(folder)/info.log", maximumBytes: 20, kept: 1).append(Array("line  \(number)\n".utf8))
        }
        #expect(content("info.log.1") == "line  0\nline  1\n")
        #expect(content("info.log") == "line  2\n")
    }

    @Test("Each file takes the lines of its level and above")
    func levels() throws {
        let logger = Logger(label: "test", handlers: [try RotatingFileLogHandler(directory: folder)])
        logger.debug("a detail")
        logger.info("news")
        logger.error("trouble")
        func messages(_ name: String) -> [Bool] {
            ["a detail", "news", "trouble"].map { content(name)?.contains($0) == true }
        }
        #expect(messages("debug.log") == [true, true, true])
        #expect(messages("info.log") == [false, true, true])
        #expect(messages("error.log") == [false, false, true])
    }
}
