public import Endpoints
public import JSON

/// The contract of a service in the words of OpenAPI 3.1, drawn from its routes.
///
/// The same routes give the same bytes: paths stand in the order of the routes, components by name.
public struct OpenAPIDocument: Sendable {
    public let title: String
    public let version: String
    public let summary: String
    public let operations: [OperationDescription]

    public init(title: String, version: String, summary: String, operations: [OperationDescription]) {
        self.title = title
        self.version = version
        self.summary = summary
        self.operations = operations
    }

    public init(title: String, version: String, summary: String, routes: [Route]) {
        self.init(title: title, version: version, summary: summary, operations: routes.map(\.description))
    }

    /// One document for several services, as a gateway has it.
    /// - Parameter isServed: which of their operations can be reached there.
    public init(
        title: String, version: String, summary: String, merging documents: [OpenAPIDocument],
        where isServed: (OperationDescription) -> Bool = { _ in true }
    ) {
        self.init(
            title: title, version: version, summary: summary,
            operations: documents.flatMap(\.operations).filter(isServed))
    }

    /// The document as a tree.
    /// - Throws: when the shape of a type cannot be found out, or two types share a name.
    public func json() throws -> JSONValue {
        let probed = try operations.map(ProbedOperation.init)
        var components = SchemaComponents(probed)
        var paths = JSONObject()
        let items = PathItem.items(of: probed)
        let links = ResourceLinks(to: items)
        for item in items { paths[item.template] = try item.json(&components, links) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string(title),
                "version": .string(version),
                "summary": .string(summary),
                "description": .string(Self.conventions),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/", "description": "The server that this document came from"]],
            "tags": .array(tags),
            "paths": .object(paths),
            "components": [
                "schemas": .object(components.schemas(with: ProblemDocuments.schemas)),
                "securitySchemes": .object(SecuritySchemes.json(for: operations)),
            ],
        ]
    }

    /// The document as JSON for people and machines.
    public func encoded() throws -> [UInt8] {
        try json().prettyPrinted
    }

    private var tags: [JSONValue] {
        var seen: Set<String> = []
        return operations.map(\.tag).filter { seen.insert($0).inserted }.map { ["name": .string($0)] }
    }

    /// What holds for every operation, said once.
    private static let conventions = """
        JSON in UTF-8, names in `snake_case`, times in RFC 3339 and UTC, prices as decimal text. A final slash of a path \
        is optional.

        Every error is a problem document of RFC 9457; programs look at its `code`. Only where the head of a request \
        is too long (414, 431) or no HTTP at all (400), there is none, and the connection ends. A method that a path does not \
        serve is answered by 405 with `Allow`. Parameters and fields that an operation does not list are refused with \
        422. Reads carry an `ETag` where they can be asked for again by `If-None-Match`.
        """
}
