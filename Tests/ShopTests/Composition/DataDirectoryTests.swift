import EventLoops
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import souk

@Suite("The folder that holds a shop")
struct DataDirectoryTests {
    @Test("One process has it at a time; when that lets go, the next may have it")
    func oneAtATime() throws {
        try inFolder { path in
            var first: DataDirectory? = try DataDirectory(path)
            #expect(first?.contains("lock") == true)
            #expect(throws: DataDirectory.InUse.self) { _ = try DataDirectory(path) }
            first = nil
            _ = try DataDirectory(path)
        }
    }

    @Test("Who is refused lets go of its own descriptor once: the number may be somebody else's by then")
    func descriptors() async throws {
        try await inFolder { path in
            let holder = try DataDirectory(path)
            let (isOver, lost) = (Tally(), Tally())
            let pool = try BlockingPool(name: "descriptors", threads: 1, queueLimit: 0)
            defer { pool.shutdown() }
            try await withThrowingTaskGroup { group in
                group.addTask {
                    // Takes every number that gets free, and finds out whether it keeps it.
                    try await pool.run {
                        while isOver.value == 0 {
                            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
                            if close(descriptor) != 0 { lost.add() }
                        }
                    }
                }
                for _ in 0..<3000 { #expect(throws: DataDirectory.InUse.self) { _ = try DataDirectory(path) } }
                isOver.set(1)
                try await group.waitForAll()
            }
            #expect(lost.value == 0)
            withExtendedLifetime(holder) {}
        }
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/souk-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/souk-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }
}
