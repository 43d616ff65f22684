/// A value that comes later, on the loop on which it was promised; or word that it does not come this way.
///
/// It belongs to one loop and has one listener. What a task awaits has continuations; this is for what is too small to
/// have a task.
public final class Promise<Value> {
    private enum State {
        case open
        case awaited((Value?) -> Void)
        case ended(Value?)
        case delivered
    }

    private var state = State.open

    public init() {}

    /// - Parameter value: nil where a task has to be asked.
    public func end(with value: Value?) {
        switch state {
        case .open:
            state = .ended(value)
        case .awaited(let body):
            state = .delivered
            body(value)
        case .ended, .delivered:
            assertionFailure("a promise ends once")
        }
    }

    /// Calls `body` once, with what comes of it; at once if it has come.
    public func whenEnded(_ body: @escaping (Value?) -> Void) {
        switch state {
        case .open:
            state = .awaited(body)
        case .ended(let value):
            state = .delivered
            body(value)
        case .awaited, .delivered:
            assertionFailure("a promise has one listener")
        }
    }
}
