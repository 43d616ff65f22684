/// The decoder that a `Decodable` type sees. Without a value it hands out samples.
struct JSONValueDecoder: Decoder {
    let json: JSONValue?
    let path: JSONPath
    let state: JSONDecodingState

    var codingPath: [any CodingKey] { path.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let json else {
            return KeyedDecodingContainer(
                JSONKeyedDecodingContainer<Key>(object: nil, asked: nil, path: path, state: state))
        }
        guard case .object(let object) = json else { throw state.mismatch(json, wanted: "an object", at: path) }
        return KeyedDecodingContainer(
            JSONKeyedDecodingContainer<Key>(
                object: object, asked: state.opened(object, at: path), path: path, state: state))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        JSONUnkeyedDecodingContainer(elements: try elements(), path: path, state: state)
    }

    private func elements() throws -> [JSONValue] {
        switch json {
        case nil: return []
        case .array(let elements)?:
            return state.options.scalarsAreText ? elements.flatMap(Self.commaSeparated) : elements
        case .string?: if state.options.scalarsAreText, let json { return Self.commaSeparated(json) }
        default: break
        }
        throw state.mismatch(json ?? .null, wanted: "an array", at: path)
    }

    /// `?ids=1,2&ids=3` are three values.
    private static func commaSeparated(_ json: JSONValue) -> [JSONValue] {
        guard case .string(let text) = json else { return [json] }
        if text.isEmpty { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { .string(String($0)) }
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        JSONSingleValueDecodingContainer(json: json, path: path, state: state)
    }
}
