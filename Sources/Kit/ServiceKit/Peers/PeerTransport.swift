public import HTTP

/// The way to another service: inside the process, or over the network. Whoever calls cannot tell which.
public protocol PeerTransport: Sendable {
    /// Sends a request and waits for the answer, no longer than the deadline.
    ///
    /// When it throws `timedOut`, the peer may still be at work.
    func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse
}

/// No answer came.
public enum PeerTransportError: Error, Sendable, Equatable {
    /// Nobody listens there, or the connection broke.
    case unreachable
    /// The deadline has passed.
    case timedOut
    /// The caller itself was cancelled.
    case cancelled
}
