public import HTTP
import JSON

/// A body that a plain HTML form can send as well.
public protocol FormOrJSON: RequestBody, Encodable {}

extension FormOrJSON {
    public static func mediaTypes(for _: HTTPMethod) -> [String] { ["application/json", URLEncodedForm.mediaType] }

    public static func read(_ content: RequestContent) throws -> Self {
        guard content.type.essence == URLEncodedForm.mediaType else { return try readJSON(content.bytes) }
        let items = try URLEncodedForm.parse(content.bytes)
        return try JSONDecoding.decode(Self.self, from: .object(JSONObject(items)), options: .text)
    }
}

extension JSONDecoding.Options {
    /// For paths, queries and forms.
    static let text = JSONDecoding.Options(refusesUnknownMembers: true, scalarsAreText: true)
}

extension JSONObject {
    /// A name that stands several times becomes an array.
    init(_ items: [QueryItem]) {
        self.init()
        for item in items {
            switch self[item.name] {
            case nil: self[item.name] = .string(item.value)
            case .array(let earlier)?: self[item.name] = .array(earlier + [.string(item.value)])
            case let earlier?: self[item.name] = [earlier, .string(item.value)]
            }
        }
    }
}
