/// A type whose values keep rules that their types do not say. The decoder asks every value that it makes.
public protocol RuleChecked {
    /// The rules that the value breaks, each with a pointer that begins at the value.
    func brokenRules() -> [JSONDecodingError.Issue]
}
