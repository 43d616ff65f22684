import Contracts
import Endpoints
import FoundationEssentials
import JSON
import Messaging
import OpenAPI
import Testing
import Values

@testable import souk

@Suite("The contract of events")
struct EventSchemasTests {
    /// The committed schemas.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/events")

    @Test("What is committed under docs/events is what the types say; UPDATE_CONTRACTS=1 writes it anew")
    func committed() throws {
        let wanted = try EventSchemas.files()
        if ProcessInfo.processInfo.environment["UPDATE_CONTRACTS"] != nil {
            try? FileManager.default.removeItem(at: Self.folder)
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            for (name, bytes) in wanted { try Data(bytes).write(to: Self.folder.appending(path: name)) }
        }
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(found.sorted() == wanted.keys.sorted())
        for (name, bytes) in wanted {
            let committed = try? Data(contentsOf: Self.folder.appending(path: name))
            #expect(committed.map(Array.init) == bytes, "docs/events/\(name) is not what the types say")
        }
    }

    @Test("Each type of event stands once on the list")
    func unique() {
        let types = ShopEvent.all.map(\.name)
        #expect(Set(types).count == types.count)
    }

    @Test("An event on its way has the fields that its schema promises")
    func promise() throws {
        let posted = ReviewPosted(
            ReviewEventData(
                reviewID: ReviewID(UUID()), productID: ProductID(1), userID: UserID(UUID()), rating: 5,
                reviewCount: 1, ratingTotal: 5, version: 1))
        let envelope = EventEnvelope(
            id: UUID(), type: ReviewPosted.type, source: "reviews", time: Timestamp(seconds: 0),
            subject: posted.subject, data: try JSONValue.parse(JSONEncoding.encode(posted)))
        let sent = try #require(try JSONValue.parse(JSONEncoding.encode(envelope)).objectValue)
        let event = try #require(ShopEvent.all.first { $0.name == ReviewPosted.type })
        let schema = try EventSchemas.document(of: event).json()
        #expect(schema["properties"]?.objectValue?.keys == sent.keys)
        #expect(schema["properties"]?["type"]?["const"]?.stringValue == "review.posted")
        #expect(schema["properties"]?["data"]?["$ref"]?.stringValue == "#/$defs/ReviewPosted")
        let data = schema["$defs"]?["ReviewPosted"]?["properties"]?.objectValue?.keys
        #expect(data == sent["data"]?.objectValue?.keys)
    }
}
