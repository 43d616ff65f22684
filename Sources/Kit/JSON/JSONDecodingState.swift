import FoundationEssentials
import Values

/// What the decoders of one run share.
final class JSONDecodingState {
    let options: JSONDecoding.Options
    /// Whether the run goes on after an error, with a sample in the place of the value.
    let collects: Bool
    private(set) var issues: [JSONDecodingError.Issue] = []
    private var objects: [JSONMembersAsked] = []

    /// More than this helps nobody, and a large body of nonsense must not make a larger answer.
    private static let mostIssues = 32

    /// Thrown after an error was noted already.
    struct Noted: Error {}

    init(options: JSONDecoding.Options, collects: Bool) {
        self.options = options
        self.collects = collects
    }

    func decode<Value: Decodable>(_ type: Value.Type, from json: JSONValue?, at path: JSONPath) throws -> Value {
        guard let json else {
            guard let sample = sample(of: type) else { throw Noted() }
            return sample
        }
        do {
            let value = try decodeOrThrow(type, from: json, at: path)
            if let checked = value as? any RuleChecked { try note(checked.brokenRules(), at: path) }
            return value
        } catch {
            return try recover(type, from: error, at: path)
        }
    }

    private func decodeOrThrow<Value: Decodable>(
        _ type: Value.Type, from json: JSONValue, at path: JSONPath
    ) throws -> Value {
        if type == JSONValue.self, let value = json as? Value { return value }
        if type == UUID.self {
            let text = try text(json, at: path)
            guard let value = UUID(identifierText: text) as? Value else {
                throw issue("invalid", "must be a UUID", at: path)
            }
            return value
        }
        if let dictionary = type as? any JSONKeyedByText.Type,
            let value = try dictionary.decodeMembers(of: json, at: path, state: self) as? Value
        {
            return value
        }
        return try type.init(from: JSONValueDecoder(json: json, path: path, state: self))
    }

    private func note(_ brokenRules: [JSONDecodingError.Issue], at path: JSONPath) throws {
        for broken in brokenRules {
            let pointer = path.pointer + broken.pointer
            let issue = JSONDecodingError.Issue(pointer: pointer, code: broken.code, message: broken.message)
            guard collects else { throw issue }
            // Where something is wrong already, a sample stands, and its length means nothing.
            let isKnown = issues.contains { $0.pointer == pointer || $0.pointer.hasPrefix(pointer + "/") }
            if !isKnown, issues.count < Self.mostIssues { issues.append(issue) }
        }
    }

    /// Rethrows, or notes the error and goes on with a sample.
    func recover<Value: Decodable>(
        _ type: Value.Type, from error: any Error, at path: JSONPath
    ) throws -> Value {
        guard collects else { throw error is Noted ? error : issue(for: error, decoding: type, at: path) }
        if !(error is Noted), issues.count < Self.mostIssues {
            issues.append(issue(for: error, decoding: type, at: path))
        }
        guard issues.count < Self.mostIssues, let sample = sample(of: type) else { throw Noted() }
        return sample
    }

    /// A value of the type that says nothing, so that the decoding of what surrounds it can go on.
    private func sample<Value: Decodable>(of type: Value.Type) -> Value? {
        if let sampled = type as? any Sampled.Type { return sampled.sample as? Value }
        if let cases = type as? any CaseIterable.Type { return firstCase(of: cases) as? Value }
        return try? type.init(from: JSONValueDecoder(json: nil, path: .root, state: self))
    }

    private func firstCase<Choice: CaseIterable>(of type: Choice.Type) -> Any? { type.allCases.first }

    func opened(_ object: JSONObject, at path: JSONPath) -> JSONMembersAsked? {
        guard options.refusesUnknownMembers else { return nil }
        let asked = JSONMembersAsked(object: object, path: path)
        objects.append(asked)
        return asked
    }

    func unknownMembers() -> [JSONDecodingError.Issue] {
        Array(objects.lazy.flatMap { $0.unknown }.prefix(Self.mostIssues))
    }
}

/// Which members of an object a type has asked for.
final class JSONMembersAsked {
    private let object: JSONObject
    private let path: JSONPath
    private var asked: Set<String> = []

    init(object: JSONObject, path: JSONPath) {
        self.object = object
        self.path = path
    }

    func insert(_ key: String) {
        asked.insert(key)
    }

    func insertAll() {
        asked.formUnion(object.keys)
    }

    var unknown: [JSONDecodingError.Issue] {
        object.keys.filter { !asked.contains($0) }.map { key in
            JSONDecodingError.Issue(
                pointer: JSONPath.member(of: path, key).pointer, code: "unknown", message: "is not known here")
        }
    }
}
