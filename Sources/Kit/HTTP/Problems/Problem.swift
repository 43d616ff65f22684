public import JSON

/// An error as callers see it: a problem document of RFC 9457.
public struct Problem: Error, Sendable {
    public var status: HTTPStatus

    /// The word that programs look at.
    public var code: String

    /// What this kind of problem is called, the same each time.
    public var title: String

    /// What is wrong this time, in a sentence for people.
    public var detail: String?

    /// The fields and parameters that are wrong.
    public var errors: [FieldError]

    /// Members that this kind of problem adds to the document.
    public var extensions: [(name: String, value: JSONValue)]

    /// Header fields that belong to the answer, as `Retry-After` and `Allow` do.
    public var fields: HTTPFields

    public init(
        status: HTTPStatus, code: String, title: String, detail: String? = nil, errors: [FieldError] = [],
        extensions: [(name: String, value: JSONValue)] = [], fields: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.errors = errors
        self.extensions = extensions
        self.fields = fields
    }

    /// A problem of a known kind.
    public init(
        _ code: ProblemCode, _ detail: String? = nil, errors: [FieldError] = [],
        extensions: [(name: String, value: JSONValue)] = [], fields: HTTPFields = [:]
    ) {
        self.init(
            status: code.status, code: code.name, title: code.title, detail: detail, errors: errors,
            extensions: extensions, fields: fields)
    }
}

extension Problem: CustomStringConvertible {
    public var description: String {
        "\(status.code) \(code)\(detail.map { ": \($0)" } ?? "")"
    }
}
