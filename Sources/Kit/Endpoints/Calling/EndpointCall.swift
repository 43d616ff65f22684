public import HTTP
import JSON

/// A call of an endpoint, ready to be sent, and the way to read its answer.
public struct EndpointCall<Output: Decodable & Sendable>: Sendable {
    public let method: HTTPMethod
    /// Path and query, as they stand on the wire.
    public let target: RequestTarget
    public var fields: HTTPFields
    public let body: [UInt8]

    /// - Throws: when a value cannot be encoded or a parameter of the path has no value.
    public init<Caller, Path: Encodable, Query: Encodable, Body: Encodable>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>, path: Path, query: Query,
        body: Body, idempotencyKey: String? = nil
    ) throws {
        method = endpoint.method
        target = try RequestTarget(Self.path(endpoint.path, path) + Self.query(query))
        fields = [.accept: "application/json"]
        if let idempotencyKey { fields[.idempotencyKey] = "\"\(idempotencyKey)\"" }
        if Body.self == Nothing.self {
            self.body = []
        } else {
            self.body = try JSONEncoding.encode(body)
            fields[.contentType] = "application/json"
        }
    }

    public var request: HTTPRequest {
        HTTPRequest(method: method, target: target, fields: fields, body: body.isEmpty ? .empty : .bytes(body))
    }

    /// Reads the answer.
    /// - Throws: the `Problem` that the service answered with; ``UnreadableAnswer`` for anything that the contract
    ///   does not know.
    public func output(of response: HTTPResponse) async throws -> Output {
        let body = try await response.body.collect()
        guard response.status.isSuccess else {
            if let problem = Problem(response, body: body) { throw problem }
            throw UnreadableAnswer(
                call: "\(method) \(target)", status: response.status, reason: "not a problem document")
        }
        if let nothing = Nothing() as? Output { return nothing }
        do {
            return try JSONDecoding.decode(Output.self, from: body)
        } catch {
            throw UnreadableAnswer(call: "\(method) \(target)", status: response.status, reason: "\(error)")
        }
    }

    private static func path(_ pattern: String, _ value: some Encodable) throws -> String {
        let values = try JSONEncoding.value(of: value)
        return try pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix("{") else { return String(segment) }
            let name = segment.dropFirst().prefix { $0 != "}" && $0 != ":" }
            guard let text = values[String(name)]?.parameterText, !text.isEmpty else {
                throw RoutingError.badPattern(pattern, "the parameter \(name) has no value")
            }
            return PercentEncoding.encode(text)
        }.joined(separator: "/")
    }

    private static func query(_ value: some Encodable) throws -> String {
        let members = try JSONEncoding.value(of: value).objectValue ?? [:]
        let items = members.compactMap { name, value in value.parameterText.map { QueryItem(name, $0) } }
        return items.isEmpty ? "" : "?\(URLEncodedForm.encode(items))"
    }
}

/// An answer that is not what the contract says: the service has another version, or it was somebody else.
public struct UnreadableAnswer: Error, Sendable, CustomStringConvertible {
    public let call: String
    public let status: HTTPStatus
    public let reason: String

    public var description: String { "\(call) answered \(status) with something unexpected: \(reason)" }
}

extension JSONValue {
    /// The value as a path or a query carries it; nil for what is not there.
    fileprivate var parameterText: String? {
        switch self {
        case .null, .object: nil
        case .bool(let value): String(value)
        case .number(let value): value.text
        case .string(let value): value
        case .array(let elements): elements.compactMap(\.parameterText).joined(separator: ",")
        }
    }
}
