import FoundationEssentials
import ServiceKit
import Testing

@testable import souk

@Suite("Committed schemas")
struct CommittedSchemasTests {
    static let names = MigratedSchema.services.map { $0.name }

    @Test("What the migrations make is what is drawn under docs/schema", arguments: names)
    func drawing(name: String) async throws {
        let service = try #require(MigratedSchema.services.first { $0.name == name })
        let schema = try await MigratedSchema.of(service)
        for (file, drawn) in [
            ("\(name).svg", SchemaPicture(schema: schema).svg), ("\(name).txt", SchemaText(schema: schema).text),
        ] {
            let committed = FileManager.default.contents(atPath: Self.folder + "/\(file)")
            let isSame = committed.map { String(decoding: $0, as: UTF8.self) } == drawn
            #expect(
                isSame,
                "docs/schema/\(file) is not what the migrations make: run `make schema` and look at the difference")
        }
    }

    private static var folder: String {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/") + "/docs/schema"
    }
}
