public import HTTP

/// What a key is bound to once its request is done: an answer, or a refusal that counts as one.
public enum IdempotentOutcome: Sendable {
    /// An answer, all of it in memory.
    case response(HTTPResponse)
    /// A refusal.
    case problem(Problem)

    /// The outcome of an answer; a stream cannot be kept.
    public init(_ response: HTTPResponse) throws {
        switch response.body {
        case .empty, .bytes: self = .response(response)
        case .part(let bytes):
            self = .response(HTTPResponse(response.status, fields: response.fields, body: .bytes(Array(bytes))))
        case .static(let bytes):
            self = .response(HTTPResponse(response.status, fields: response.fields, body: .bytes(Array(bytes.buffer))))
        case .stream: throw StreamedOutcome()
        }
    }

    /// The outcome once more, marked as a repetition.
    /// - Throws: the refusal, if that was the outcome.
    public func replay() throws(Problem) -> HTTPResponse {
        switch self {
        case .response(var response):
            response.fields[.idempotentReplayed] = "true"
            return response
        case .problem(var problem):
            problem.fields[.idempotentReplayed] = "true"
            throw problem
        }
    }
}

/// A streamed answer was to be kept under an idempotency key: a mistake of whoever wrote the route.
struct StreamedOutcome: Error {}
