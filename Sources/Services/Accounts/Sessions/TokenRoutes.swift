import Contracts
import Endpoints
import HTTP
import Messaging
import Observability
import SQL
import Security
import Values

/// Logging in, staying logged in, logging out.
struct TokenRoutes: RouteCollection {
    let parts: Parts
    let authentication: Authentication
    let tokens: TokenIssuer
    let keys: KeyRing

    var routes: Routes {
        Route(AccountsAPI.logIn, logIn)
        Route(AccountsAPI.refresh, refresh)
        Route(AccountsAPI.revoke, revoke)
        Route(AccountsAPI.keys, publicKeys)
    }

    private func logIn(_ request: Request<Anyone, Nothing, Nothing, LogIn>) async throws -> Reply<TokenPair> {
        guard let login = request.body.login else {
            throw Problem.invalid([
                FieldError(pointer: "/username", code: "required", message: "a username or an e-mail address is needed")
            ])
        }
        let logger = request.context.logger
        let user = try await authentication.user(login, request.body.password, from: request.context.peerAddress)
        guard let user else {
            // Without the name: people type passwords into that field.
            logger.notice("login refused", metadata: ["client.address": .string(request.context.peerAddress)])
            throw Self.wrongPassword
        }
        let client = Client(request.http, request.context)
        let session = try await parts.database.transaction { transaction in
            guard try await PasswordStore.stillHolds(user.passwordHash, of: user.id, in: transaction) else {
                throw Self.wrongPassword
            }
            return try await parts.sessions.open(for: user.id, from: client, in: transaction)
        }
        logger.info("logged in", metadata: ["user.id": "\(user.id)", "session.id": "\(session.id)"])
        return try reply(user, session)
    }

    private func refresh(
        _ request: Request<Anyone, Nothing, Nothing, RefreshRequest>
    ) async throws -> Reply<TokenPair> {
        // A reuse has to be committed, so it is a value here and an error only afterwards.
        let outcome = try await parts.database.transaction { transaction in
            let outcome = try await parts.sessions.refresh(request.body.refresh, in: transaction)
            switch outcome {
            case .renewed(let session, let id):
                if let user = try await parts.users.find(id, in: transaction), user.mayLogIn {
                    return Renewal.granted(user, session)
                }
                try await parts.sessions.revokeAll(of: id, in: transaction)
                return .refused
            case .reused(let session, let id):
                try await parts.audit.record(
                    .sawTokenReuse, by: nil, on: id, detail: "session \(session)", in: transaction)
                return .reused(session, id)
            case .refused:
                return .refused
            }
        }
        switch outcome {
        case .granted(let user, let session):
            return try reply(user, session)
        case .reused(let session, let id):
            request.context.logger.warning(
                "a spent refresh token came again: its session is over",
                metadata: ["user.id": "\(id)", "session.id": "\(session)"])
            throw Self.badToken
        case .refused:
            throw Self.badToken
        }
    }

    private enum Renewal: Sendable {
        case granted(UserRow, SessionStore.Opened)
        case reused(SessionID, UserID)
        case refused
    }

    private func revoke(_ request: Request<Anyone, Nothing, Nothing, RefreshRequest>) async throws {
        try await parts.database.transaction { transaction in
            try await parts.sessions.revoke(request.body.refresh, in: transaction)
        }
    }

    private func publicKeys(_: Request<Anyone, Nothing, Nothing, Nothing>) async throws -> HTTPResponse {
        var response = HTTPResponse.json(keys.current.jwks)
        response.fields[.cacheControl] = "public, max-age=300"
        return response
    }

    private func reply(_ user: UserRow, _ session: SessionStore.Opened) throws -> Reply<TokenPair> {
        let access = try tokens.issue(
            subject: user.id.description, clientID: "souk", role: user.role.rawValue,
            sessionID: session.id.description, name: user.username)
        let pair = TokenPair(
            access: access.token, refresh: Secret(session.refreshToken.reveal()), expiresIn: access.expiresIn)
        return Reply(pair, fields: [.cacheControl: "no-store"])
    }

    private static let wrongPassword = Problem.unauthorized("The name or the password is wrong.")
    private static let badToken = Problem.unauthorized("The refresh token is not valid.")
}
