/// A value that comes later, on the loop on which it was promised; or word that it does not come this way.
///
/// It belongs to one loop and has one listener. What a task awaits has continuations; this is for what is too small to
/// have a task.
public final class Promise<Value> {
    // Fields and not an enum: of a generic class the type of an enum would have to be looked up with each promise.
    @usableFromInline var value: Value?
    @usableFromInline var hasEnded = false
    @usableFromInline var listener: ((Value?) -> Void)?

    @inlinable
    public init() {}

    /// - Parameter value: nil where a task has to be asked.
    @inlinable
    public func end(with value: Value?) {
        assert(!hasEnded, "a promise ends once")
        hasEnded = true
        if let listener {
            self.listener = nil
            listener(value)
        } else {
            self.value = value
        }
    }

    /// Calls `body` once, with what comes of it; at once if it has come.
    @inlinable
    public func whenEnded(_ body: @escaping (Value?) -> Void) {
        assert(listener == nil, "a promise has one listener")
        guard hasEnded else {
            listener = body
            return
        }
        body(value)
        value = nil
    }
}
