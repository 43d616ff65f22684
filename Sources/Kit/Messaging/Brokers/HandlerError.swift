public import SQL

/// An error of a handler, or on the way to it, that tells whose fault it is.
public protocol HandlerError: Error {
    /// Whether the event is not to blame, as when something is away that its handler needs. Then no attempt is taken from
    /// it: it gets another chance after growing pauses, for as long as that lasts.
    var sparesEvent: Bool { get }
}

extension Error {
    /// Whether this says that the event is not to blame.
    public var saysNotNow: Bool { (self as? any HandlerError)?.sparesEvent == true }
}

extension SQLError: HandlerError {
    /// A database that is away, full or has too much to do says nothing of the event. Where nobody knows whether the
    /// effect was committed, the inbox does. Nor can be told whether a server that takes too long would for another event.
    public var sparesEvent: Bool {
        switch code {
        case .closed, .full, .outcomeUnknown: true
        default: isTransient
        }
    }
}
