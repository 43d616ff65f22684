/// An error that can say itself to a caller. Any other becomes a bare 500 and is written to the log.
public protocol ProblemConvertible: Error {
    var problem: Problem { get }
}

extension Problem: ProblemConvertible {
    public var problem: Problem { self }
}

extension Problem {
    /// The problem that an error wants to be; nil for one that callers must not see.
    public static func problem(of error: any Error) -> Problem? {
        switch error {
        case let problem as Problem: problem
        case let convertible as any ProblemConvertible: convertible.problem
        default: nil
        }
    }
}
