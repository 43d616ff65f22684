/// A media type as `Content-Type` carries it.
public struct MediaType: Hashable, Sendable {
    /// Lower case, as `application`.
    public let type: String
    /// Lower case, as `json`.
    public let subtype: String
    /// Names in lower case, values as they were sent, without their quotes.
    public let parameters: [QueryItem]

    public init(_ type: String, _ subtype: String, parameters: [QueryItem] = []) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
    }

    /// Nil for what is no media type.
    public init?(_ text: String) {
        var parts = FieldValueParts(text, separator: UInt8(ascii: ";"))
        guard let essence = parts.next(), let slash = essence.firstIndex(of: "/") else { return nil }
        let type = essence[..<slash]
        let subtype = essence[essence.index(after: slash)...]
        guard HTTPToken.isToken(type), HTTPToken.isToken(subtype) else { return nil }
        var parameters: [QueryItem] = []
        while let part = parts.next() {
            guard !part.isEmpty else { continue }
            guard let parameter = FieldValueParts.parameter(part) else { return nil }
            parameters.append(parameter)
        }
        self.init(
            ASCII.lowercased(String(type)), ASCII.lowercased(String(subtype)), parameters: parameters)
    }

    /// The type without its parameters, as `application/json`.
    public var essence: String { "\(type)/\(subtype)" }

    public func parameter(_ name: String) -> String? {
        parameters.first { $0.name == name }?.value
    }

    /// Whether it is JSON or built on it, as `application/problem+json` is.
    public var isJSON: Bool { type == "application" && (subtype == "json" || subtype.hasSuffix("+json")) }
}

extension HTTPRequest {
    /// The type of the content; nil when the request does not say.
    /// - Throws: the problem 415 when it says something that is no media type.
    public func contentType() throws(Problem) -> MediaType? {
        guard let text = fields[.contentType] else { return nil }
        guard let type = MediaType(text) else {
            throw Problem(.unsupportedMediaType, "The Content-Type cannot be read.")
        }
        return type
    }

    /// The type of the content, if it is one of those that are read here.
    /// - Parameter supported: essences; the first is assumed where the request does not say.
    /// - Throws: the problem 415.
    public func contentType(among supported: [String]) throws(Problem) -> MediaType {
        guard let type = try contentType() else {
            guard let first = supported.first, let assumed = MediaType(first) else {
                throw .unsupportedMediaType(supported)
            }
            return assumed
        }
        guard supported.contains(type.essence) else { throw .unsupportedMediaType(supported) }
        if let charset = type.parameter("charset"), !ASCII.equalIgnoringCase(charset, "utf-8") {
            throw Problem(.unsupportedMediaType, "The content has to be UTF-8.")
        }
        return type
    }
}
