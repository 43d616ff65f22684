public import Endpoints
public import HTTP

/// Anyone, but known by name when a token is shown. A token that is shown has to be good.
public struct Visitor: Principal {
    public static let access = Access(name: "anyone, known when logged in", token: .optional)

    public let user: User?

    public init(_ identity: Identity?) throws(Problem) {
        user = try identity.map { identity throws(Problem) in try User(identity) }
    }
}
