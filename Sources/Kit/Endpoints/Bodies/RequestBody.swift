public import HTTP
import JSON

/// What a request carries: JSON, unless the type says otherwise.
public protocol RequestBody: Decodable, Sendable {
    /// The media types that are read; the first is assumed where a request does not say.
    static func mediaTypes(for method: HTTPMethod) -> [String]

    /// The largest body that is read, in bytes, unless the endpoint says otherwise.
    static var bodyLimit: Int { get }

    /// - Throws: a `Problem`, or a `JSONDecodingError`, which the reader of requests makes the fields of one.
    static func read(_ content: RequestContent) throws -> Self
}

/// The body of a request as it was sent.
public struct RequestContent: Sendable {
    public let bytes: [UInt8]
    public let type: MediaType

    public init(bytes: [UInt8], type: MediaType) {
        self.bytes = bytes
        self.type = type
    }
}

extension RequestBody {
    public static func mediaTypes(for method: HTTPMethod) -> [String] {
        method == .patch ? ["application/json", "application/merge-patch+json"] : ["application/json"]
    }

    public static var bodyLimit: Int { 1_048_576 }

    public static func read(_ content: RequestContent) throws -> Self { try readJSON(content.bytes) }

    /// An empty body is an empty object: whatever has only optional fields may be left out whole.
    static func readJSON(_ bytes: [UInt8]) throws -> Self {
        let json: JSONValue
        do {
            json = bytes.isEmpty ? [:] : try JSONValue.parse(bytes)
        } catch {
            throw Problem.malformed("The content is not JSON: \(error).")
        }
        return try JSONDecoding.decode(
            Self.self, from: json, options: JSONDecoding.Options(refusesUnknownMembers: true))
    }
}
