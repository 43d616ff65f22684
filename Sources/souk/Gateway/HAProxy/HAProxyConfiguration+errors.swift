import HTTP

extension HAProxyConfiguration {
    /// What the gateway answers by itself is a problem document, as everything that the services refuse.
    static var errors: String {
        errorAnswers.map { answer in
            let fields = answer.fields.map { " hdr \($0.name) \($0.value)" }.joined()
            return "    http-error status \(answer.code.status.code) content-type \(Problem.mediaType)"
                + " lf-string '\(document(answer.code, knowsPath: answer.knowsPath))' hdr Cache-Control no-store\(fields)"
        }.joined(separator: "\n")
    }

    private struct ErrorAnswer {
        let code: ProblemCode
        var fields: [(name: String, value: String)] = []
        /// False where the request could not be read.
        var knowsPath = true
    }

    private static let errorAnswers = [
        ErrorAnswer(code: .malformed, knowsPath: false),
        ErrorAnswer(code: .notFound),
        ErrorAnswer(
            code: ProblemCode("request_timeout", .requestTimeout, "The request took too long to arrive"),
            knowsPath: false),
        ErrorAnswer(code: .contentTooLarge),
        ErrorAnswer(code: .rateLimited, fields: [("Retry-After", "10")]),
        ErrorAnswer(code: .internalError, knowsPath: false),
        ErrorAnswer(code: ProblemCode("bad_gateway", .badGateway, "A service gave no proper answer")),
        ErrorAnswer(code: .unavailable, fields: [("Retry-After", "1")]),
        ErrorAnswer(code: ProblemCode("gateway_timeout", .gatewayTimeout, "A service gave no answer in time")),
    ]

    /// Titles are our own words: nothing in them has to be escaped.
    private static func document(_ code: ProblemCode, knowsPath: Bool) -> String {
        let path = knowsPath ? #","instance":"%[var(txn.raw_path),json(utf8s)]""# : ""
        return #"{"type":"/problems/\#(code.name)","title":"\#(code.title)","status":\#(code.status.code),"#
            + #""detail":"\#(code.title).""# + path + #","code":"\#(code.name)"}"#
    }
}
