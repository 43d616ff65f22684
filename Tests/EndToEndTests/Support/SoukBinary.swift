import FoundationEssentials
import Testing

/// The program under test, as it was built beside this bundle.
enum SoukBinary {
    static func path() throws -> String {
        let running = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = running.split(separator: "/").dropLast()
        // The bundle is the running program itself, or the runner's argument.
        let beside = "/" + folder.joined(separator: "/") + "/souk"
        let sources = #filePath.split(separator: "/").dropLast(4)
        let built = "/" + sources.joined(separator: "/") + "/.build/debug/souk"
        return try #require(
            [beside, built].first { FileManager.default.isExecutableFile(atPath: $0) },
            "the souk binary is not there; swift build makes it")
    }
}
