public import HTTP

/// A kind of caller. A handler names the one that it serves, so that it cannot be mounted for another.
public protocol Principal: Sendable {
    static var access: Access { get }

    /// - Throws: 401 without the right token, 403 without the right role.
    init(_ identity: Identity?) throws(Problem)
}

/// Whoever comes.
public struct Anyone: Principal {
    public static let access = Access(name: "anyone", token: .none)

    public init(_: Identity?) {}
}

extension Principal {
    /// The caller of a request, after a look at its token.
    static func admitted(_ context: RequestContext) throws(Problem) -> Self {
        let need = access.token
        if need != .none, let refused = context.refusedToken { throw refused }
        let identity = context.identity
        switch need {
        case .none, .optional: break
        case .user: guard identity?.kind == .user else { throw .unauthorized }
        case .service: guard identity?.kind == .service else { throw .unauthorized }
        }
        return try Self(identity)
    }
}
