/// What becomes of an attempt to do something without a task.
///
/// Whoever attempts and does not succeed asks in a task, as if nothing had been: an attempt is made of what may be done
/// twice. What fails after the call is no failure of the attempt, it is impossible: the task says why.
public enum Attempt<Value> {
    /// Done within the call.
    case done(Value)
    /// Under way on this loop.
    case promised(Promise<Value>)
    /// It takes a task.
    case impossible

    /// - Parameter value: nil where it takes a task.
    @inlinable
    public init(_ value: Value?) {
        self = value.map { .done($0) } ?? .impossible
    }

    @inlinable
    public var isImpossible: Bool {
        if case .impossible = self { true } else { false }
    }

    /// Makes something else of what is there, or of what will be there.
    @inlinable
    public func map<Other>(_ transform: @escaping (Value) throws -> Other) throws -> Attempt<Other> {
        switch self {
        case .done(let value):
            return .done(try transform(value))
        case .impossible:
            return .impossible
        case .promised(let promise):
            let other = Promise<Other>()
            promise.whenEnded { value in other.end(with: value.flatMap { try? transform($0) }) }
            return .promised(other)
        }
    }

    /// Goes on with another attempt.
    @inlinable
    public func then<Other>(_ next: @escaping (Value) throws -> Attempt<Other>) throws -> Attempt<Other> {
        switch self {
        case .done(let value):
            return try next(value)
        case .impossible:
            return .impossible
        case .promised(let promise):
            let other = Promise<Other>()
            promise.whenEnded { value in
                switch value.flatMap({ try? next($0) }) {
                case .done(let value): other.end(with: value)
                case .promised(let later): later.whenEnded { other.end(with: $0) }
                case .impossible, nil: other.end(with: nil)
                }
            }
            return .promised(other)
        }
    }
}
