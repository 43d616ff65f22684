import HTTP
import JSON
import TestSupport

/// What a service has answered, read.
struct Answer: Sendable {
    let status: Int
    let fields: HTTPFields
    let body: String
    let json: JSONValue?

    struct Unexpected: Error { let what: String }

    init(_ response: HTTPResponse) async throws {
        status = response.status.code
        fields = response.fields
        body = try await response.text
        json = body.isEmpty ? nil : try JSONValue.parse(Array(body.utf8))
    }

    subscript(_ name: String) -> JSONValue? { json?[name] }

    /// A member that the story cannot go on without.
    func text(_ name: String) throws -> String {
        guard let text = json?[name]?.stringValue else { throw Unexpected(what: "\(status) \(body)") }
        return text
    }

    var code: String? { json?["code"]?.stringValue }

    /// Where the problem document says that something is wrong.
    var wrongFields: [String] {
        (json?["errors"]?.arrayValue ?? []).compactMap { ($0["pointer"] ?? $0["parameter"])?.stringValue }.sorted()
    }

    /// The usernames of a list.
    var usernames: [String] {
        (json?["results"]?.arrayValue ?? []).compactMap { $0["username"]?.stringValue }
    }
}
