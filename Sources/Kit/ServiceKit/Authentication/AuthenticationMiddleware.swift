import Endpoints
import EventLoops
import HTTP
import Observability

/// Puts the identity of a bearer token into the request's context, as far as the route asks for one.
///
/// It decides nothing about what the caller may do: that is the endpoint's principal. But what it does not put there,
/// nobody can be. For a route that needs no token it does not look at one, so that a stale token neither locks a browser
/// out of a public page nor costs anything there.
struct AuthenticationMiddleware: Middleware {
    private let audience: String
    private let authenticator: any Authenticator
    private let needs: [RouteKey: Access.TokenNeed]

    /// - Parameters:
    ///   - audience: the name of this service.
    ///   - needs: what each route asks for; a route that is not listed sees no identity.
    init(audience: String, authenticator: any Authenticator, needs: [RouteKey: Access.TokenNeed]) {
        self.audience = audience
        self.authenticator = authenticator
        self.needs = needs
    }

    func handle(_ request: HTTPRequest, context: RequestContext, next: NextResponder) async throws -> HTTPResponse {
        var context = context
        forget(&context)
        if let kind = kind(of: request, context) {
            do throws(Problem) {
                if let token = try Self.bearerToken(request.fields) {
                    let identity = try await identity(of: token, kind: kind, context)
                    context.identity = identity
                    RequestRecording.current?.name(caller: Self.callerKind(identity))
                }
            } catch {
                context.refusedToken = error
                RequestRecording.current?.name(caller: "refused token")
            }
        }
        return try await next(request, context)
    }

    /// Whoever shows no token is nobody, at once.
    func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse> {
        guard !passage.request.fields.contains(.authorization) || kind(of: passage.request, passage.context) == nil
        else { return .impossible }
        forget(&passage.context)
        return try next(passage)
    }

    /// Whatever an outer layer may have put there is not an identity that was checked here.
    private func forget(_ context: inout RequestContext) {
        guard !context.isBare else { return }
        context.identity = nil
        context.refusedToken = nil
    }

    private func kind(of request: HTTPRequest, _ context: RequestContext) -> Identity.Kind? {
        context.routePattern.flatMap { needs[RouteKey(request.method, $0)]?.kind }
    }

    private func identity(
        of token: String, kind: Identity.Kind, _ context: RequestContext
    ) async throws(Problem) -> Identity {
        do throws(AuthenticationFailure) {
            return try await authenticator.identity(of: token, kind: kind, audience: audience)
        } catch {
            context.logger.info("token refused", metadata: ["reason": "\(error.reason)"])
            throw Self.refusal(error)
        }
    }

    /// What somebody is, never who: services have names, people have roles.
    private static func callerKind(_ identity: Identity) -> String {
        switch identity.kind {
        case .service: identity.subject
        case .user: identity.role ?? "user"
        }
    }

    private static func refusal(_ failure: AuthenticationFailure) -> Problem {
        let detail = failure.isExpired ? "The token has expired." : "The token is not valid."
        var problem = Problem.unauthorized(detail)
        problem.fields[.wwwAuthenticate] = "Bearer error=\"invalid_token\", error_description=\"\(detail)\""
        return problem
    }

    /// The token of the one `Authorization` field, nil without a field.
    static func bearerToken(_ fields: HTTPFields) throws(Problem) -> String? {
        let values = fields.values(of: .authorization)
        guard let value = values.first else { return nil }
        let parts = value.split(separator: " ", omittingEmptySubsequences: true)
        guard values.count == 1, parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw .unauthorized("The Authorization field has to be a bearer token.")
        }
        return String(parts[1])
    }
}

/// Names a route to the table of needs.
struct RouteKey: Hashable, Sendable {
    private let method: HTTPMethod
    private let pattern: String

    /// A `HEAD` is answered by the route of its `GET`.
    init(_ method: HTTPMethod, _ pattern: String) {
        self.method = method == .head ? .get : method
        self.pattern = pattern
    }
}

extension Access.TokenNeed {
    /// Whose token the route takes; nil if none.
    fileprivate var kind: Identity.Kind? {
        switch self {
        case .none: nil
        case .optional, .user: .user
        case .service: .service
        }
    }
}
