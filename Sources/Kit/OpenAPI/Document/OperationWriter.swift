import Endpoints
import HTTP
import JSON

/// Writes one operation of a document.
struct OperationWriter {
    private let operation: ProbedOperation
    /// What the parameters of the path are called in the document, by their place.
    private let parameterNames: [String]

    init(_ operation: ProbedOperation, parameterNames: [String]) {
        self.operation = operation
        self.parameterNames = parameterNames
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
        var names: [(name: String, words: String)] = []
        if description.acceptsIdempotencyKey { names.append(("Idempotency-Key", ParameterWords.idempotencyKey)) }
        if description.isConditional {
            names.append(
                description.method.isSafe
                    ? ("If-None-Match", ParameterWords.ifNoneMatch) : ("If-Match", ParameterWords.ifMatch))
        }
        return names.map { name, words in
            let schema: JSONValue = ["type": "string", "minLength": 1, "maxLength": 255]
            return parameter(name, in: "header", words, isRequired: false, Shape(.string), schema)
        }
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
                media = ["schema": ["type": "object", "required": ["file"], "properties": ["file": [:]]]]
            } else {
                media = ["schema": schema]
                if let example, shape.kind != .binary { media["example"] = example }
            }
            content[type] = .object(media)
        }
        return content
    }

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
