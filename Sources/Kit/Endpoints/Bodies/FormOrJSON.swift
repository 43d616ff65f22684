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
        // Gathered before they are made JSON: a body has room for half a million repetitions of one name, and to copy
        // what came before at each of them would keep a loop busy for minutes.
        var places: [String: Int] = [:]
        var members: [(name: String, values: [JSONValue])] = []
        for item in items {
            if let place = places[item.name] {
                members[place].values.append(.string(item.value))
            } else {
                places[item.name] = members.count
                members.append((item.name, [.string(item.value)]))
            }
        }
        self.init(members.map { (key: $0.name, value: $0.values.count == 1 ? $0.values[0] : .array($0.values)) })
    }
}
