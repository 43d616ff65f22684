import Contracts
import Endpoints
import HTTP
import SQL
import Values

/// Where a user is logged in.
struct SessionRoutes: RouteCollection {
    let parts: Parts

    var routes: Routes {
        Route(AccountsAPI.listSessions, list)
        Route(AccountsAPI.endSession, end)
    }

    private func list(_ request: Request<User, Nothing, PageQuery, Nothing>) async throws -> Page<SessionView> {
        let caller = request.caller
        let (part, count) = try await parts.sessions.list(
            of: caller.id, current: caller.sessionID, window: request.query.window, in: parts.database)
        return Page(part, count: count, of: request.http.target) { $0 }
    }

    private func end(_ request: Request<User, BySession, Nothing, Nothing>) async throws {
        let ended = try await parts.database.transaction { transaction in
            try await parts.sessions.revoke(request.path.id, of: request.caller.id, in: transaction)
        }
        guard ended else { throw Problem.notFound }
    }
}
