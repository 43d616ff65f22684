import Endpoints
import HTTP
import JSON

/// Writes one operation of a document.
struct OperationWriter {
    private let operation: ProbedOperation
    /// What the parameters of the path are called in the document, by their place.
    private let parameterNames: [String]
    /// The calls that can follow this one.
    private let links: JSONObject

    init(_ operation: ProbedOperation, parameterNames: [String], links: JSONObject) {
        self.operation = operation
        self.parameterNames = parameterNames
        self.links = links
    }

    private var description: OperationDescription { operation.description }

    func json(_ components: inout SchemaComponents) throws -> JSONObject {
        var json: JSONObject = [
            "operationId": .string(description.operationID),
            "summary": .string(description.summary),
            "description": .string(words),
            "tags": [.string(description.tag)],
            "security": SecuritySchemes.requirement(description.access),
        ]
        let parameters =
            try pathParameters(&components) + queryParameters(&components) + headerParameters
        if !parameters.isEmpty { json["parameters"] = .array(parameters) }
        if let body = try requestBody(&components) { json["requestBody"] = body }
        json["responses"] = .object(try responses(&components))
        return json
    }

    private var words: String {
        var sentences = ["\(description.summary). For: \(description.access.name)."]
        if operation.body != nil { sentences.append("At most \(description.bodyLimit) bytes of content are read.") }
        return sentences.joined(separator: " ")
    }

    // MARK: Parameters

    private func pathParameters(_ components: inout SchemaComponents) throws -> [JSONValue] {
        try operation.template.parameterNames.enumerated().map { index, name in
            let shape = operation.pathParameters.first { $0.name == name }?.shape ?? Shape(.string)
            return parameter(
                parameterNames[index], in: "path", ParameterWords.path(name, of: operation.template),
                isRequired: true, shape, try components.schema(of: shape, .request))
        }
    }

    private func queryParameters(_ components: inout SchemaComponents) throws -> [JSONValue] {
        try operation.queryParameters.map { field in
            parameter(
                field.name, in: "query", ParameterWords.query(field.name), isRequired: !field.isOptional, field.shape,
                try components.schema(of: field.shape, .request))
        }
    }

    private var headerParameters: [JSONValue] {
        var parameters: [JSONValue] = []
        func add(_ name: String, _ words: String, _ schema: JSONValue) {
            parameters.append(parameter(name, in: "header", words, isRequired: false, Shape(.string), schema))
        }
        if description.acceptsIdempotencyKey {
            add(
                "Idempotency-Key", ParameterWords.idempotencyKey,
                ["type": "string", "pattern": .string(IdempotencyKey.expression)])
        }
        if description.isConditional, description.method.isSafe {
            // What cannot be read is passed over: it costs a transfer and nothing else.
            add("If-None-Match", ParameterWords.ifNoneMatch, ["type": "string"])
        } else if description.isConditional {
            add(
                "If-Match", ParameterWords.ifMatch,
                [
                    "anyOf": [
                        ["const": "*"],
                        ["type": "string", "pattern": .string(EntityTagCondition.expression)],
                    ]
                ])
        }
        return parameters
    }

    private func parameter(
        _ name: String, in place: String, _ words: String, isRequired: Bool, _ shape: Shape, _ schema: JSONValue
    ) -> JSONValue {
        var json: JSONObject = [
            "name": .string(name), "in": .string(place), "description": .string(words), "required": .bool(isRequired),
        ]
        if case .array = shape.kind {
            json["style"] = "form"
            json["explode"] = false
        }
        json["schema"] = schema
        return .object(json)
    }

    // MARK: Content

    private func requestBody(_ components: inout SchemaComponents) throws -> JSONValue? {
        guard let shape = operation.body else { return nil }
        return [
            "description": "What to \(description.method == .post ? "send" : "write").",
            "required": .bool(shape.fields.isEmpty || shape.fields.contains { !$0.isOptional }),
            "content": .object(try content(description.bodyTypes, shape, .request, &components)),
        ]
    }

    private func content(
        _ types: [String], _ shape: Shape, _ direction: SchemaDirection, _ components: inout SchemaComponents
    ) throws -> JSONObject {
        let schema = try components.schema(of: shape, direction)
        let example = ExampleValue(direction).value(of: shape)
        var content = JSONObject()
        for type in types {
            var media: JSONObject
            if shape.kind == .binary, type == MultipartForm.mediaType {
                media = Self.form(of: types.filter { $0 != type })
            } else if shape.kind == .binary {
                media = ["schema": Self.bytes]
            } else {
                media = ["schema": schema]
                if let example { media["example"] = example }
            }
            content[type] = .object(media)
        }
        return content
    }

    /// The form that uploads a file of one of these types.
    private static func form(of types: [String]) -> JSONObject {
        let name = MultipartForm.fileField
        return [
            "schema": [
                "type": "object", "required": [.string(name)], "properties": .object([name: bytes]),
                "additionalProperties": false,
            ],
            "encoding": .object([name: ["contentType": .string(types.joined(separator: ", "))]]),
        ]
    }

    private static let bytes: JSONValue = ["type": "string", "format": "binary"]

    // MARK: Responses

    private func responses(_ components: inout SchemaComponents) throws -> JSONObject {
        var responses: JSONObject = [String(description.status.code): try success(&components)]
        if description.isConditional, description.method.isSafe {
            responses["304"] = ["description": "The caller has this version already."]
        }
        let problems = ProblemDocuments.codes(of: description)
        for status in Set(problems.map(\.status.code)).sorted() {
            let codes = problems.filter { $0.status.code == status }
            responses[String(status)] = ProblemDocuments.response(HTTPStatus(status), codes)
        }
        return responses
    }

    private func success(_ components: inout SchemaComponents) throws -> JSONValue {
        var response: JSONObject = ["description": .string(Self.meaning(of: description.status))]
        var headers = JSONObject()
        if description.isConditional {
            headers["ETag"] = ["description": "Names this version of the object.", "schema": ["type": "string"]]
        }
        if description.acceptsIdempotencyKey {
            headers["Idempotent-Replayed"] = [
                "description": "`true` when this is the stored answer of an earlier call.",
                "schema": ["type": "string", "enum": ["true"]],
            ]
        }
        if !headers.isEmpty { response["headers"] = .object(headers) }
        if let shape = operation.answer, description.status.allowsBody {
            response["content"] = .object(try content(description.answerTypes, shape, .answer, &components))
        }
        if !links.isEmpty { response["links"] = .object(links) }
        return .object(response)
    }

    private static func meaning(of status: HTTPStatus) -> String {
        switch status {
        case .created: "It was created."
        case .accepted: "It will be seen to."
        case .noContent: "It is done; there is nothing to say."
        default: "It went well."
        }
    }
}
