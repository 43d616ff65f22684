public import HTTP
public import Messaging

/// Another service did not give a usable answer. To callers it is a 503 that invites them to come again.
public struct PeerUnavailable: HandlerError, ProblemConvertible, Equatable {
    /// What happened.
    public enum Reason: Sendable, Equatable {
        /// Nobody listens there, or the connection broke.
        case unreachable
        /// No answer within the deadline. Whether the request took effect is not known.
        case timedOut
        /// The peer answered that it cannot serve now, or failed.
        case failed(status: Int)
        /// The peer did not accept our token: keys or clocks differ.
        case tokenRefused
        /// The answer is not what the contract says.
        case unreadable
    }

    /// The peer's name.
    public let peer: String
    /// What happened.
    public let reason: Reason

    /// Makes the error.
    public init(_ peer: String, _ reason: Reason) {
        self.peer = peer
        self.reason = reason
    }

    public var problem: Problem {
        .unavailable(.peerUnavailable, "The service \(peer) does not answer at the moment.", retryAfter: 2)
    }

    /// A peer that is away or cannot serve now says nothing of the event that asked for it; one that fails at it, or gives
    /// an answer that makes no sense, may do so because of the event.
    public var sparesEvent: Bool {
        switch reason {
        case .unreachable, .timedOut, .tokenRefused: true
        case .failed(let status): [429, 502, 503, 504].contains(status)
        case .unreadable: false
        }
    }
}
