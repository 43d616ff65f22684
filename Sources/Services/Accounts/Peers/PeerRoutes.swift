import Contracts
import Endpoints
import HTTP
import SQL
import Values

/// What other services may ask.
struct PeerRoutes: RouteCollection {
    private static let mostIDs = 100

    let parts: Parts
    let authentication: Authentication

    var routes: Routes {
        Route(AccountsAPI.account, account)
        Route(AccountsAPI.accounts, accounts)
        Route(AccountsAPI.verifyPassword, verify)
    }

    private func account(_ request: Request<PeerService, ByUser, Nothing, Nothing>) async throws -> AccountView {
        guard let account = try await find([request.path.id]).first else { throw Problem.notFound }
        return account
    }

    private func accounts(
        _ request: Request<PeerService, Nothing, UserIDsQuery, Nothing>
    ) async throws -> AccountList {
        let ids = request.query.ids
        guard (1...Self.mostIDs).contains(ids.count) else {
            throw Problem.invalid([
                FieldError(parameter: "ids", code: "count", message: "must have 1 to \(Self.mostIDs) elements")
            ])
        }
        return AccountList(users: try await find(ids))
    }

    private func verify(
        _ request: Request<PeerService, Nothing, Nothing, PasswordCheck>
    ) async throws -> PasswordVerdict {
        let user = try await authentication.user(request.body.username, request.body.password, from: nil)
        return PasswordVerdict(valid: user != nil, user: user?.view)
    }

    private func find(_ ids: [UserID]) async throws -> [AccountView] {
        let users = try await parts.database.query(
            "select \(UserRow.columns) from users where id in \(list: ids) and blanked_at is null order by id",
            UserRow.init)
        let profiles = try await parts.profiles.find(users.map(\.id), in: parts.database)
        return users.compactMap { user in profiles[user.id]?.account(of: user) }
    }
}
