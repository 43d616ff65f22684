public import JSON

/// The constraints of one field.
///
///     Rule("name", \.name, .length(1...200), .notBlank)
public struct Rule<Root>: Sendable {
    /// The field as it stands on the wire.
    public let field: String
    public let keywords: JSONObject
    let violations: @Sendable (Root) -> [JSONDecodingError.Issue]

    public init<Value>(
        _ field: String, _ value: any KeyPath<Root, Value> & Sendable, _ constraints: Constraint<Value>...
    ) {
        self.init(field, constraints) { $0[keyPath: value] }
    }

    /// An optional has to keep them only where it is there.
    public init<Value>(
        _ field: String, _ value: any KeyPath<Root, Value?> & Sendable, _ constraints: Constraint<Value>...
    ) {
        self.init(field, constraints) { $0[keyPath: value] }
    }

    private init<Value>(
        _ field: String, _ constraints: [Constraint<Value>], value: @escaping @Sendable (Root) -> Value?
    ) {
        self.field = field
        keywords = Self.merged(constraints.map(\.keywords))
        violations = { root in
            guard let value = value(root) else { return [] }
            // One is enough: a blank name need not hear that it is also too short.
            for constraint in constraints {
                let found = constraint.violations(value)
                if found.isEmpty { continue }
                return found.map {
                    JSONDecodingError.Issue(pointer: "/\(field)\($0.pointer)", code: $0.code, message: $0.message)
                }
            }
            return []
        }
    }

    /// Two expressions cannot stand side by side in a schema: all but the first go to `allOf`.
    private static func merged(_ keywords: [JSONObject]) -> JSONObject {
        var result: JSONObject = [:]
        for (name, value) in keywords.joined() {
            guard result[name] != nil else {
                result[name] = value
                continue
            }
            let others = result["allOf"]?.arrayValue ?? []
            result["allOf"] = .array(others + [.object([name: value])])
        }
        return result
    }
}
