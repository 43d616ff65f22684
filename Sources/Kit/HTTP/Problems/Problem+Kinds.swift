public import JSON

extension Problem {
    /// 404: it does not exist, or belongs to somebody else.
    public static let notFound = Problem(.notFound)

    /// 401: no token, or a bad one.
    public static let unauthorized = Problem.unauthorized()

    /// 403: the caller may see this, but not do that to it.
    public static let forbidden = Problem(.forbidden)

    /// 401 with words of its own; the field tells clients which scheme is expected.
    public static func unauthorized(_ detail: String? = nil) -> Problem {
        Problem(.unauthorized, detail, fields: [.wwwAuthenticate: "Bearer"])
    }

    public static func forbidden(_ detail: String) -> Problem { Problem(.forbidden, detail) }

    public static func notFound(_ detail: String) -> Problem { Problem(.notFound, detail) }

    /// 400: what cannot be parsed.
    public static func malformed(_ detail: String) -> Problem { Problem(.malformed, detail) }

    /// 422: it can be parsed, but these fields are wrong.
    public static func invalid(_ errors: [FieldError], _ detail: String? = nil) -> Problem {
        Problem(.invalid, detail, errors: errors)
    }

    /// 409, of a kind of its own.
    public static func conflict(
        _ code: ProblemCode = .conflict, _ detail: String? = nil, errors: [FieldError] = [],
        extensions: [(name: String, value: JSONValue)] = []
    ) -> Problem {
        Problem(code, detail, errors: errors, extensions: extensions)
    }

    /// 409 `duplicate`, naming the field whose value is taken.
    public static func duplicate(_ pointer: String, _ message: String) -> Problem {
        Problem(
            .duplicate, message, errors: [FieldError(pointer: pointer, code: "duplicate", message: message)])
    }

    /// 405 with the methods that are served.
    public static func methodNotAllowed(_ allowed: [HTTPMethod]) -> Problem {
        Problem(.methodNotAllowed, fields: [.allow: allowed.map(\.rawValue).joined(separator: ", ")])
    }

    /// 406: the answer exists in other types only.
    public static func notAcceptable(_ offered: [String]) -> Problem {
        Problem(.notAcceptable, "The answer is available as \(offered.joined(separator: ", ")).")
    }

    /// 412: the `If-Match` of the request names an older version.
    public static let preconditionFailed = Problem(.preconditionFailed)

    /// 413.
    public static func tooLarge(limit: Int) -> Problem {
        Problem(.contentTooLarge, "At most \(limit) bytes are read here.")
    }

    /// 415, naming what would be read.
    public static func unsupportedMediaType(_ supported: [String]) -> Problem {
        Problem(
            .unsupportedMediaType, "The content has to be \(supported.joined(separator: " or ")).",
            fields: [.accept: supported.joined(separator: ", ")])
    }

    /// 429.
    public static func rateLimited(retryAfter seconds: Int) -> Problem {
        Problem(.rateLimited, fields: [.retryAfter: String(seconds)])
    }

    /// 503.
    public static func unavailable(
        _ code: ProblemCode = .unavailable, _ detail: String? = nil, retryAfter seconds: Int = 1
    ) -> Problem {
        Problem(code, detail, fields: [.retryAfter: String(seconds)])
    }

    /// 500: all that a caller learns of a mistake of ours.
    public static let internalError = Problem(.internalError)
}
