import Contracts
import Endpoints
import JSON
import Messaging
import OpenAPI

/// The contract of events: a JSON Schema of each, and a page that lists them. They are committed under `docs/events`,
/// where a change shows in the diff; a test holds them against the types.
enum EventSchemas {
    /// What the folder has to hold, by file name.
    static func files() throws -> [String: [UInt8]] {
        var files = ["README.md": Array(index.utf8)]
        for event in ShopEvent.all {
            files["\(event.name).json"] = try document(of: event).encoded()
        }
        return files
    }

    /// The schema of an event as it travels: the envelope, with the event itself in its `data`.
    static func document(of event: ShopEvent) throws -> SchemaDocument {
        var fields = try Shape.of(EventEnvelope.self).fields
        for index in fields.indices {
            switch fields[index].name {
            case "type": fields[index].shape.keywords["const"] = .string(event.name)
            case "source": fields[index].shape.keywords["const"] = .string(event.source)
            case "data": fields[index].shape = try Shape.of(event.type)
            default: break
            }
        }
        return SchemaDocument(
            id: "\(event.name).json", title: event.name, summary: event.summary,
            shape: Shape(.object(name: "Event", fields: fields)))
    }

    private static var index: String {
        let rows = ShopEvent.all.map { event in
            "| [`\(event.name)`](\(event.name).json) | \(event.source) | \(event.summary) |\n"
        }
        return """
            # Events

            What services tell each other, each in an envelope whose `type` is its routing key. An event comes at least
            once; its `id` tells a repetition. New fields may be added: readers pass over what they do not know.

            | event | from | when |
            | --- | --- | --- |
            \(rows.joined())
            """
    }
}
