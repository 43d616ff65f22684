public import Endpoints
public import JSON

/// The JSON Schema of one type, whole in itself: the objects inside of it stand under `$defs`.
///
/// It is written for readers: every field is there, and new ones may come.
public struct SchemaDocument: Sendable {
    public let id: String
    public let title: String
    public let summary: String
    public let shape: Shape

    /// - Parameter shape: that of an object.
    public init(id: String, title: String, summary: String, shape: Shape) {
        self.id = id
        self.title = title
        self.summary = summary
        self.shape = shape
    }

    /// The document as a tree.
    /// - Throws: when two types share a name.
    public func json() throws -> JSONValue {
        var components = SchemaComponents(at: "#/$defs/")
        var document: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": .string(id),
            "title": .string(title),
            "description": .string(summary),
        ]
        for (keyword, value) in try components.object(shape.fields, .answer).objectValue ?? [:] {
            document[keyword] = value
        }
        let definitions = components.schemas(with: [:])
        if !definitions.isEmpty { document["$defs"] = .object(definitions) }
        return .object(document)
    }

    /// The document as it is committed: for people to read, and the same bytes each time.
    public func encoded() throws -> [UInt8] {
        try json().prettyPrinted
    }
}
