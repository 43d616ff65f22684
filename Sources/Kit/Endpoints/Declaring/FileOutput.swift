/// An answer that is a file and not JSON. The handler of such an endpoint answers with an `HTTPResponse`.
public protocol FileOutput: Codable, Sendable, Described {
    static var mediaTypes: [String] { get }
}

extension FileOutput {
    public static func shape(inside _: [String]) -> Shape { Shape(.binary) }
}

extension Encodable {
    /// The media types that answers of this type may have; none where there is nothing to send.
    static var mediaTypesOfAnswer: [String] {
        if Self.self == Nothing.self { return [] }
        return (Self.self as? any FileOutput.Type)?.mediaTypes ?? ["application/json"]
    }
}
