public import JSON

extension JSONSyntaxError: ProblemConvertible {
    /// 400: what was sent is no JSON.
    public var problem: Problem { .malformed("The content is not JSON: \(description).") }
}

extension JSONDecodingError: ProblemConvertible {
    /// 422: it is JSON, but these values are wrong.
    public var problem: Problem {
        .invalid(issues.map { FieldError(pointer: $0.pointer, code: $0.code, message: $0.message) })
    }
}
