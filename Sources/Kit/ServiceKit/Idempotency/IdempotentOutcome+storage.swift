import HTTP
import JSON
import Values

extension IdempotentOutcome {
    /// The outcome as it lies in the database.
    func storedBytes() throws -> [UInt8] {
        try JSONEncoding.encode(StoredOutcome(self))
    }

    init(storedBytes: [UInt8]) throws {
        self = try JSONDecoding.decode(StoredOutcome.self, from: storedBytes).outcome()
    }
}

/// An outcome in JSON.
private struct StoredOutcome: Codable {
    var status: Int
    var fields: [StoredField]
    /// Base64url of an answer's body; nil for a problem.
    var body: String?
    var problem: StoredProblem?

    init(_ outcome: IdempotentOutcome) {
        switch outcome {
        case .response(let response):
            status = response.status.code
            fields = response.fields.map(StoredField.init)
            if case .bytes(let bytes) = response.body { body = Base64URL.encode(bytes) } else { body = "" }
        case .problem(let problem):
            status = problem.status.code
            fields = problem.fields.map(StoredField.init)
            self.problem = StoredProblem(problem)
        }
    }

    func outcome() throws -> IdempotentOutcome {
        guard (100...599).contains(status) else { throw UnreadableOutcome() }
        let fields = HTTPFields(fields.map { HTTPFields.Field(HTTPFieldName($0.name), $0.value) })
        if let problem { return .problem(problem.problem(HTTPStatus(status), fields)) }
        guard let bytes = body.flatMap(Base64URL.decode) else { throw UnreadableOutcome() }
        return .response(HTTPResponse(HTTPStatus(status), fields: fields, body: bytes.isEmpty ? .empty : .bytes(bytes)))
    }
}

private struct StoredField: Codable {
    var name: String
    var value: String

    init(_ field: HTTPFields.Field) {
        name = field.name.rawName
        value = field.value
    }
}

private struct StoredProblem: Codable {
    var code: String
    var title: String
    var detail: String?
    var errors: [StoredFieldError]
    var extensions: JSONValue

    init(_ problem: Problem) {
        code = problem.code
        title = problem.title
        detail = problem.detail
        errors = problem.errors.map(StoredFieldError.init)
        extensions = .object(JSONObject(problem.extensions.map { (key: $0.name, value: $0.value) }))
    }

    func problem(_ status: HTTPStatus, _ fields: HTTPFields) -> Problem {
        Problem(
            status: status, code: code, title: title, detail: detail, errors: errors.map(\.error),
            extensions: (extensions.objectValue ?? JSONObject()).map { (name: $0.key, value: $0.value) },
            fields: fields)
    }
}

private struct StoredFieldError: Codable {
    var pointer: String?
    var parameter: String?
    var code: String
    var message: String

    init(_ error: FieldError) {
        switch error.location {
        case .pointer(let pointer): self.pointer = pointer
        case .parameter(let parameter): self.parameter = parameter
        }
        code = error.code
        message = error.message
    }

    var error: FieldError {
        if let pointer { return FieldError(pointer: pointer, code: code, message: message) }
        return FieldError(parameter: parameter ?? "", code: code, message: message)
    }
}

/// A row that nobody of this version has written.
private struct UnreadableOutcome: Error {}
