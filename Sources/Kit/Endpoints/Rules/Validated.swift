public import JSON

/// A type with rules. They stand once: every value that is decoded from a request is checked, also inside of others,
/// and the contract is printed from them.
public protocol Validated: RuleChecked {
    static var rules: [Rule<Self>] { get }
}

extension Validated {
    public func brokenRules() -> [JSONDecodingError.Issue] {
        Self.rules.flatMap { $0.violations(self) }
    }

    static var ruleKeywords: [(field: String, keywords: JSONObject)] {
        rules.map { ($0.field, $0.keywords) }
    }
}
