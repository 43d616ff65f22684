public import Endpoints
public import HTTP

/// Another service of ours, by a token of its own whose audience is the service that is called.
public struct PeerService: Principal {
    public static let access = Access(name: "service", token: .service)

    public let name: String

    public init(_ identity: Identity?) throws(Problem) {
        guard let identity, identity.kind == .service else { throw .unauthorized }
        name = identity.subject
    }
}
