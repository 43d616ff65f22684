import HTTP
import ServiceKit
import Testing

@Suite("Tags of rows")
struct ETagTests {
    @Test("A row's tag changes with its version, its id and what else the answer depends on")
    func parts() {
        let tag = ETag(version: 3, of: 17)
        #expect(tag.fieldValue == "\"17.v3\"")
        #expect(ETag(version: 4, of: 17) != tag)
        #expect(ETag(version: 3, of: 18) != tag)
        #expect(ETag(version: 3, of: 17, "staff") != tag)
    }

    @Test("If-Match with the tag of an older version is a 412")
    func stale() throws {
        let preconditions = try Preconditions([.ifMatch: ETag(version: 3, of: 17).fieldValue])
        try preconditions.check(ETag(version: 3, of: 17))
        let problem = #expect(throws: Problem.self) { try preconditions.check(ETag(version: 4, of: 17)) }
        #expect(problem?.status == .preconditionFailed)
    }
}
