/// Something that does not hold.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// What does not hold of what: the same at every look, whatever numbers there are to tell.
    public let subject: String
    /// All of it in words, with the numbers of this moment.
    public let description: String

    /// Tells of a violation.
    public init(of subject: String, _ description: String) {
        self.subject = subject
        self.description = description
    }

    /// The same violation, with the place where it was found before it.
    public func found(in place: String) -> Violation {
        Violation(of: "\(place): \(subject)", "\(place): \(description)")
    }
}
