import Endpoints
import HTTP
import JSON

/// What problems look like in a document: one schema for all, one response for each status with its codes.
enum ProblemDocuments {
    /// All problems of an operation: its own, and those that any call can meet.
    static func codes(of operation: OperationDescription) -> [ProblemCode] {
        var codes = operation.problems
        let common: [ProblemCode] =
            [.malformed, .internalError, .unavailable, .deadlineExceeded]
            + (operation.access.token == .service ? [] : [.rateLimited])
        for code in common where !codes.contains(code) { codes.append(code) }
        return codes
    }

    /// The response for one status.
    static func response(_ status: HTTPStatus, _ codes: [ProblemCode]) -> JSONValue {
        var response: JSONObject = [
            "description": .string(codes.map { "`\($0.name)`: \($0.title)." }.joined(separator: " "))
        ]
        if let headers = headers[status.code] { response["headers"] = headers }
        var examples = JSONObject()
        for code in codes { examples[code.name] = ["summary": .string(code.title), "value": example(code)] }
        response["content"] = .object([
            Problem.mediaType: ["schema": ["$ref": "#/components/schemas/Problem"], "examples": .object(examples)]
        ])
        return .object(response)
    }

    private static func example(_ code: ProblemCode) -> JSONValue {
        [
            "type": .string("/problems/\(code.name)"),
            "title": .string(code.title),
            "status": JSONValue(code.status.code),
            "code": .string(code.name),
            "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
        ]
    }

    private static let headers: [Int: JSONValue] = [
        401: ["WWW-Authenticate": ["description": "The scheme that is expected.", "schema": ["type": "string"]]],
        405: ["Allow": ["description": "The methods that are served.", "schema": ["type": "string"]]],
        429: retryAfter,
        503: retryAfter,
    ]

    private static let retryAfter: JSONValue = [
        "Retry-After": [
            "description": "Seconds after which it makes sense to ask again.",
            "schema": ["type": "integer", "minimum": 0],
        ]
    ]

    static let schemas: JSONObject = [
        "Problem": [
            "type": "object",
            "description": "An error, as RFC 9457 writes it. Some codes add members of their own.",
            "required": ["type", "title", "status", "code"],
            "properties": [
                "type": ["type": "string", "format": "uri-reference", "description": "Names the kind of problem."],
                "title": ["type": "string", "description": "What this kind of problem is called."],
                "status": ["type": "integer", "minimum": 400, "maximum": 599, "description": "The status again."],
                "detail": ["type": "string", "description": "What is wrong this time, for people."],
                "instance": ["type": "string", "description": "The path that was asked for."],
                "code": ["type": "string", "description": "What is wrong, for programs."],
                "errors": [
                    "type": "array",
                    "description": "Each field or parameter that is wrong.",
                    "items": ["$ref": "#/components/schemas/FieldProblem"],
                ],
                "trace_id": ["type": "string", "description": "Finds this request in the logs."],
            ],
        ],
        "FieldProblem": [
            "type": "object",
            "description": "One field of the content, or one parameter, that is wrong.",
            "required": ["code", "message"],
            "properties": [
                "pointer": ["type": "string", "description": "A JSON pointer into the content."],
                "parameter": ["type": "string", "description": "The parameter's name."],
                "code": ["type": "string", "description": "What is wrong, for programs."],
                "message": ["type": "string", "description": "What is wrong, for people."],
            ],
        ],
    ]
}
