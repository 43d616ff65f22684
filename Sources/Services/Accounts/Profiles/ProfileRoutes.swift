import Contracts
import Endpoints
import HTTP
import Messaging
import SQL
import Values

/// Phone, address and store name of a user.
struct ProfileRoutes: RouteCollection {
    let parts: Parts

    var routes: Routes {
        Route(AccountsAPI.profile, read)
        Route(AccountsAPI.replaceProfile, replace)
        Route(AccountsAPI.changeProfile, change)
    }

    private func read(_ request: Request<User, ByProfile, Nothing, Nothing>) async throws -> Reply<ProfileView> {
        let user = try await parts.users.find(request.path.userID, visibleTo: request.caller, in: parts.database)
        guard let profile = try await parts.profiles.find([user.id], in: parts.database)[user.id] else {
            throw Problem.notFound
        }
        return Reply(profile.view, etag: profile.etag)
    }

    private func replace(
        _ request: Request<User, ByProfile, Nothing, ProfileReplacement>
    ) async throws -> Reply<ProfileView> {
        let body = request.body
        return try await edit(request.path.userID, by: request.caller, if: request.preconditions) { details in
            details = ProfileDetails(phone: body.phone, address: body.address, storeName: body.storeName ?? "")
        }
    }

    private func change(
        _ request: Request<User, ByProfile, Nothing, ProfileChange>
    ) async throws -> Reply<ProfileView> {
        let body = request.body
        return try await edit(request.path.userID, by: request.caller, if: request.preconditions) { details in
            details.phone = body.phone ?? details.phone
            details.address = body.address ?? details.address
            details.storeName = body.storeName ?? details.storeName
        }
    }

    private func edit(
        _ id: UserID, by caller: User, if preconditions: Preconditions,
        _ change: @escaping @Sendable (inout ProfileDetails) -> Void
    ) async throws -> Reply<ProfileView> {
        try await parts.database.transaction { transaction in
            let (actor, target) = try await parts.authority.target(id, of: caller, in: transaction)
            guard target.closedAt == nil, let profile = try await parts.profiles.find([id], in: transaction)[id] else {
                throw Problem.notFound
            }
            try preconditions.check(profile.etag)
            var details = profile.details
            change(&details)
            guard let changed = try await parts.profiles.write(details, of: id, in: transaction) else {
                throw Problem.notFound
            }
            if actor.id != id {
                try await parts.audit.record(.changedProfile, by: actor.id, on: id, in: transaction)
            }
            try await parts.outbox.append(UserUpdated(target), in: transaction)
            return Reply(changed.view, etag: changed.etag)
        }
    }
}
