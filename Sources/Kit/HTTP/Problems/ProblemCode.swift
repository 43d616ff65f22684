/// A kind of problem: the word that programs look at, with the status and the title that belong to it.
///
/// The kit knows those of HTTP itself; a contract adds its own in an extension.
public struct ProblemCode: Sendable {
    public let name: String
    public let status: HTTPStatus
    public let title: String

    public init(_ name: String, _ status: HTTPStatus, _ title: String) {
        self.name = name
        self.status = status
        self.title = title
    }
}

extension ProblemCode: Hashable {
    public static func == (left: ProblemCode, right: ProblemCode) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension ProblemCode {
    public static let malformed = ProblemCode("malformed", .badRequest, "The request cannot be read")
    public static let unauthorized = ProblemCode("unauthorized", .unauthorized, "Authentication is needed")
    public static let forbidden = ProblemCode("forbidden", .forbidden, "This is not allowed")
    public static let notFound = ProblemCode("not_found", .notFound, "There is nothing here")
    public static let methodNotAllowed = ProblemCode(
        "method_not_allowed", .methodNotAllowed, "The method is not served here")
    public static let notAcceptable = ProblemCode(
        "not_acceptable", .notAcceptable, "There is no answer of an accepted type")
    public static let conflict = ProblemCode("conflict", .conflict, "The present state refuses this")
    public static let duplicate = ProblemCode("duplicate", .conflict, "This exists already")
    public static let inUse = ProblemCode("in_use", .conflict, "This is still in use")
    public static let requestInProgress = ProblemCode(
        "request_in_progress", .conflict, "The first request of this key is under way")
    public static let preconditionFailed = ProblemCode(
        "precondition_failed", .preconditionFailed, "This has changed since it was read")
    public static let contentTooLarge = ProblemCode("content_too_large", .contentTooLarge, "The content is too large")
    public static let unsupportedMediaType = ProblemCode(
        "unsupported_media_type", .unsupportedMediaType, "The content's type is not read here")
    public static let misdirected = ProblemCode("misdirected", .misdirectedRequest, "This host is not served here")
    public static let invalid = ProblemCode("invalid", .unprocessableContent, "The content is not valid")
    public static let keyReused = ProblemCode(
        "key_reused", .unprocessableContent, "The key belongs to another request")
    public static let rateLimited = ProblemCode("rate_limited", .tooManyRequests, "There were too many requests")
    public static let internalError = ProblemCode("internal_error", .internalServerError, "Something went wrong")
    public static let notImplemented = ProblemCode("not_implemented", .notImplemented, "This is not implemented")
    public static let unavailable = ProblemCode("unavailable", .serviceUnavailable, "The service is not available")
    public static let deadlineExceeded = ProblemCode(
        "deadline_exceeded", .serviceUnavailable, "The answer took too long")
    public static let peerUnavailable = ProblemCode(
        "peer_unavailable", .serviceUnavailable, "A service that is needed does not answer")
}
