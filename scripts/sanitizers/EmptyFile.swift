// Reads an empty file, with nothing of ours: LeakSanitizer reports what the toolchain's Foundation reserves for its
// content. `scripts/soak address` runs it before the suite.

import FoundationEssentials

@main
struct EmptyFile {
    static func main() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("empty-\(UUID().uuidString)").path
        guard FileManager.default.createFile(atPath: path, contents: nil) else { return }
        for _ in 0..<10 { _ = try String(contentsOfFile: path, encoding: .utf8) }
        try FileManager.default.removeItem(atPath: path)
    }
}
