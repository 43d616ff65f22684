import Testing

@Suite("Processes that migrate", .timeLimit(.minutes(5)))
struct MigratingTests {
    @Test(
        "Several at once apply each step once, and all succeed",
        .enabled(if: ServerSpace.isUnderTest, "a folder of files belongs to one process"))
    func together() async throws {
        try await ShopPlace.use { place in
            let processes = try (0..<3).map { _ in try place.start("migrate") }
            var applied: [String] = []
            for process in processes {
                #expect(try await process.end() == .exited(0), "\(process.output)")
                applied += process.output.split(separator: "\n").map(String.init).filter { $0.contains(": 0") }
            }
            #expect(applied.count > 20)
            #expect(Set(applied).count == applied.count)
            let again = try place.start("migrate")
            #expect(try await again.end() == .exited(0))
            #expect(!again.output.contains(": 0"))
        }
    }
}
