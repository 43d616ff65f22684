import Contracts
import Endpoints
import HTTP
import SQL
import ServiceKit
import Values

/// Accounts as their users and the shop's staff see them.
struct UserRoutes: RouteCollection {
    let parts: Parts
    let keys: IdempotencyStore
    let registration: Registration
    let editing: UserEditing
    let actions: StaffActions
    let closing: Closing

    var routes: Routes {
        Route(
            AccountsAPI.register, idempotent: keys, in: parts.database, preparing: registration.prepare,
            registration.register)
        Route(AccountsAPI.listUsers, list)
        Route(AccountsAPI.me, me)
        Route(AccountsAPI.replaceOwnUser, replaceOwn)
        Route(AccountsAPI.closeOwnUser, closeOwn)
        Route(AccountsAPI.user, read)
        Route(AccountsAPI.replaceUser, replace)
        Route(AccountsAPI.changeUser, change)
        Route(AccountsAPI.closeUser, close)
        Route(AccountsAPI.actOnUser, act)
    }

    private func list(_ request: Request<Staff, Nothing, UserQuery, Nothing>) async throws -> Page<UserView> {
        let query = request.query
        let (part, count) = try await parts.users.list(
            search: query.search, role: query.role, window: query.window, in: parts.database)
        return Page(part, count: count, of: request.http.target, \.view)
    }

    private func me(_ request: Request<User, Nothing, Nothing, Nothing>) async throws -> Reply<UserView> {
        let user = try await parts.authority.actor(request.caller, in: parts.database)
        return Reply(user.view, etag: user.etag)
    }

    private func replaceOwn(
        _ request: Request<User, Nothing, Nothing, UserReplacement>
    ) async throws -> Reply<UserView> {
        let user = try await editing.edit(request.caller.id, by: request.caller, if: request.preconditions) {
            $0 = UserDetails(request.body)
        }
        return Reply(user.view, etag: user.etag)
    }

    private func closeOwn(_ request: Request<User, Nothing, Nothing, Nothing>) async throws {
        try await closing.close(request.caller.id, by: request.caller, if: request.preconditions)
    }

    private func read(_ request: Request<User, ByUser, Nothing, Nothing>) async throws -> Reply<UserView> {
        let user = try await parts.users.find(request.path.id, visibleTo: request.caller, in: parts.database)
        return Reply(user.view, etag: user.etag)
    }

    private func replace(_ request: Request<User, ByUser, Nothing, UserReplacement>) async throws -> Reply<UserView> {
        let user = try await editing.edit(request.path.id, by: request.caller, if: request.preconditions) {
            $0 = UserDetails(request.body)
        }
        return Reply(user.view, etag: user.etag)
    }

    private func change(_ request: Request<User, ByUser, Nothing, UserChange>) async throws -> Reply<UserView> {
        let user = try await editing.edit(request.path.id, by: request.caller, if: request.preconditions) {
            $0.apply(request.body)
        }
        return Reply(user.view, etag: user.etag)
    }

    private func close(_ request: Request<User, ByUser, Nothing, Nothing>) async throws {
        try await closing.close(request.path.id, by: request.caller, if: request.preconditions)
    }

    private func act(_ request: Request<Staff, ByUser, Nothing, UserAction>) async throws -> Reply<UserView> {
        let user = try await actions.perform(
            request.body, on: request.path.id, by: request.caller.user, if: request.preconditions)
        return Reply(user.view, etag: user.etag)
    }
}

extension UserDetails {
    fileprivate init(_ replacement: UserReplacement) {
        self.init(
            username: replacement.username, email: replacement.email, firstName: replacement.firstName ?? "",
            lastName: replacement.lastName ?? "")
    }

    fileprivate mutating func apply(_ change: UserChange) {
        username = change.username ?? username
        email = change.email ?? email
        firstName = change.firstName ?? firstName
        lastName = change.lastName ?? lastName
    }
}
