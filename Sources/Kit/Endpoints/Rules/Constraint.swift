public import JSON

/// What a value has to keep beyond its type: enforced on every request, and printed into the contract.
public struct Constraint<Value>: Sendable {
    /// A way in which a value breaks it.
    public struct Violation: Sendable {
        /// From the value on; empty for the value itself.
        public var pointer: String
        public var code: String
        public var message: String

        public init(pointer: String = "", code: String, message: String) {
            self.pointer = pointer
            self.code = code
            self.message = message
        }
    }

    /// What JSON Schema can say of it.
    public let keywords: JSONObject
    let violations: @Sendable (Value) -> [Violation]

    public init(keywords: JSONObject = [:], violations: @escaping @Sendable (Value) -> [Violation]) {
        self.keywords = keywords
        self.violations = violations
    }

    /// A constraint that is kept or not.
    public init(
        keywords: JSONObject = [:], code: String, message: String, isKept: @escaping @Sendable (Value) -> Bool
    ) {
        self.init(keywords: keywords) { isKept($0) ? [] : [Violation(code: code, message: message)] }
    }
}
