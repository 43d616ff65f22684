/// An error of several kinds, one of which says that its caller was cancelled.
public protocol CancellationTelling: Error {
    /// Whether it is of that kind.
    var isCancellation: Bool { get }
}

extension Error {
    /// Whether this says that its caller was cancelled, as it has gone or the process stops: nobody did anything wrong.
    public var saysCancelled: Bool {
        self is CancellationError || (self as? any CancellationTelling)?.isCancellation == true
    }
}
