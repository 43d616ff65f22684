public import JSON

extension Problem {
    public static let mediaType = "application/problem+json"

    /// The names that belong to every problem; an extension cannot take them.
    private static let standardMembers: Set<String> = [
        "type", "title", "status", "detail", "instance", "code", "errors", "trace_id",
    ]

    /// The problem as an answer.
    /// - Parameter instance: the path that was asked for.
    public func response(instance: String?, traceID: String?) -> HTTPResponse {
        var response = HTTPResponse(
            status, fields: [.contentType: Self.mediaType, .cacheControl: "no-store"],
            body: .bytes(document(instance: instance, traceID: traceID)))
        response.fields.merge(fields)
        return response
    }

    /// The problem document.
    public func document(instance: String?, traceID: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", "/problems/\(code)")
        writer.member("title", title)
        writer.member("status", status.code)
        writer.member("detail", explanation)
        if let instance { writer.member("instance", instance) }
        writer.member("code", code)
        if !errors.isEmpty { writer.member("errors", errors) }
        for (name, value) in extensions where !Self.standardMembers.contains(name) {
            writer.key(name)
            value.write(to: &writer)
        }
        if let traceID { writer.member("trace_id", traceID) }
        writer.endObject()
        return writer.take()
    }

    /// Every problem says in a sentence what is wrong, also where there is no more to say than its kind.
    private var explanation: String {
        if let detail { return detail }
        guard !errors.isEmpty else { return "\(title)." }
        return errors.map(\.sentence).joined(separator: " ")
    }

    /// The problem that another service answered with; nil when the answer is none.
    public init?(_ response: HTTPResponse, body: [UInt8]) {
        guard let type = response.fields[.contentType].flatMap({ MediaType($0) }), type.isJSON,
            let document = try? JSONValue.parse(body), let members = document.objectValue,
            let code = document["code"]?.stringValue
        else { return nil }
        self.init(
            status: response.status, code: code, title: document["title"]?.stringValue ?? code,
            errors: (document["errors"]?.arrayValue ?? []).compactMap(FieldError.init),
            extensions: members.filter { !Self.standardMembers.contains($0.key) }.map {
                (name: $0.key, value: $0.value)
            })
        // What only repeats the rest was not said by the service, but made up for readers of the document.
        let sentence = document["detail"]?.stringValue
        if sentence != explanation { detail = sentence }
        if let delay = response.fields[.retryAfter] { fields[.retryAfter] = delay }
    }
}

extension FieldError: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch location {
        case .pointer(let pointer): writer.member("pointer", pointer)
        case .parameter(let name): writer.member("parameter", name)
        }
        writer.member("code", code)
        writer.member("message", message)
        writer.endObject()
    }

    fileprivate init?(_ json: JSONValue) {
        guard let code = json["code"]?.stringValue else { return nil }
        let message = json["message"]?.stringValue ?? ""
        if let pointer = json["pointer"]?.stringValue {
            self.init(pointer: pointer, code: code, message: message)
        } else if let parameter = json["parameter"]?.stringValue {
            self.init(parameter: parameter, code: code, message: message)
        } else {
            return nil
        }
    }
}
