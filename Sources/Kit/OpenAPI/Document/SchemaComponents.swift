import Endpoints
import JSON

/// The schemas of all objects of a document, each written once and referred to by name.
struct SchemaComponents {
    private var schemas: [String: JSONValue] = [:]
    /// Types that travel both ways have a schema for each.
    private let travellingBothWays: Set<String>
    /// Where in the document they stand.
    private let place: String

    /// For a document of a single schema.
    init(at place: String) {
        self.place = place
        travellingBothWays = []
    }

    init(_ operations: [ProbedOperation] = []) {
        var incoming: Set<String> = []
        var outgoing: Set<String> = []
        for operation in operations {
            operation.body?.collectNames(into: &incoming)
            operation.answer?.collectNames(into: &outgoing)
        }
        travellingBothWays = incoming.intersection(outgoing)
        place = "#/components/schemas/"
    }

    /// All schemas by name, with those that are the same in every document.
    func schemas(with others: JSONObject) -> JSONObject {
        var result = JSONObject()
        let all = schemas.map { (key: $0.key, value: $0.value) } + others.members
        for (name, schema) in all.sorted(by: { $0.key < $1.key }) { result[name] = schema }
        return result
    }

    /// The schema of a shape: a reference for an object, which is noted.
    mutating func schema(of shape: Shape, _ direction: SchemaDirection) throws -> JSONValue {
        var schema: JSONObject
        switch shape.kind {
        case .any, .binary, .nothing: schema = [:]
        case .boolean: schema = ["type": "boolean"]
        case .integer: schema = ["type": "integer"]
        case .number: schema = ["type": "number"]
        case .string: schema = ["type": "string"]
        case .choice(let names): schema = ["type": "string", "enum": .array(names.map { .string($0) })]
        case .array(let element): schema = ["type": "array", "items": try self.schema(of: element, direction)]
        case .dictionary(let value):
            schema = ["type": "object", "additionalProperties": try self.schema(of: value, direction)]
        case .object(let name, let fields): schema = try reference(to: name, fields: fields, direction)
        case .reference(let name): schema = reference(to: name, direction)
        }
        if let format = shape.format { schema["format"] = .string(format) }
        for (keyword, value) in shape.keywords { schema[keyword] = value }
        // The kit refuses a NUL in every text; where a pattern is kept or a format known, there is none anyway.
        if direction == .request, shape.kind == .string, schema["pattern"] == nil,
            [nil, "password"].contains(shape.format)
        {
            schema["pattern"] = Self.withoutNUL
        }
        if let example = shape.example { schema["examples"] = [example] }
        return .object(shape.isNullable ? Self.nullable(schema) : schema)
    }

    private mutating func reference(
        to name: String, fields: [ShapeField], _ direction: SchemaDirection
    ) throws -> JSONObject {
        let schema = try object(fields, direction)
        let component = componentName(name, direction)
        if let earlier = schemas[component], earlier != schema { throw ComponentConflict(name: component) }
        schemas[component] = schema
        return reference(to: name, direction)
    }

    private func reference(to name: String, _ direction: SchemaDirection) -> JSONObject {
        ["$ref": .string(place + componentName(name, direction))]
    }

    private func componentName(_ name: String, _ direction: SchemaDirection) -> String {
        direction == .request && travellingBothWays.contains(name) ? name + "Input" : name
    }

    /// The schema of an object itself, where it is not to be referred to.
    mutating func object(_ fields: [ShapeField], _ direction: SchemaDirection) throws -> JSONValue {
        var properties = JSONObject()
        var required: [JSONValue] = []
        for field in fields {
            var shape = field.shape
            if field.isOptional, direction == .request || !field.isOmittable { shape.isNullable = true }
            properties[field.name] = try schema(of: shape, direction)
            let mayBeAbsent = direction == .request ? field.isOptional : field.isOmittable
            if !mayBeAbsent { required.append(.string(field.name)) }
        }
        var schema: JSONObject = ["type": "object"]
        if !required.isEmpty { schema["required"] = .array(required) }
        schema["properties"] = .object(properties)
        if direction == .request { schema["additionalProperties"] = false }
        return .object(schema)
    }

    private static let withoutNUL: JSONValue = #"^[^\u0000]*$"#

    private static func nullable(_ schema: JSONObject) -> JSONObject {
        guard case .string(let type)? = schema["type"] else {
            // Whatever takes anything takes null already.
            return schema.isEmpty ? schema : ["anyOf": [.object(schema), ["type": "null"]]]
        }
        var result = schema
        result["type"] = [.string(type), "null"]
        if let choices = schema["enum"]?.arrayValue { result["enum"] = .array(choices + [.null]) }
        return result
    }
}

/// Two types of the same name that look different: one of them needs another name.
struct ComponentConflict: Error, CustomStringConvertible {
    let name: String

    var description: String { "two different types are called \(name) in one document" }
}

extension Shape {
    /// The names of all objects in the shape.
    fileprivate func collectNames(into names: inout Set<String>) {
        switch kind {
        case .array(let element), .dictionary(let element): element.collectNames(into: &names)
        case .object(let name, let fields):
            guard names.insert(name).inserted else { return }
            for field in fields { field.shape.collectNames(into: &names) }
        default: break
        }
    }
}
