import Contracts
import Endpoints
import HTTP
import Messaging
import SQL
import Security
import ServiceKit
import Values

/// Makes accounts for whoever comes.
struct Registration: Sendable {
    let parts: Parts
    let perAddress: RateLimiter

    /// Everything that takes time or may refuse, before the transaction.
    /// - Throws: 429, 422 for a common password, 409 for names that are taken.
    func prepare(_ request: Request<Anyone, Nothing, Nothing, NewUser>) async throws -> PasswordHash {
        try perAddress.require(request.context.peerAddress)
        try Passwords.check(request.body.password, at: "/password")
        try await LoginNames.check(request.body.details, in: parts.database)
        return try await parts.passwords.hash(request.body.password)
    }

    func register(
        _ request: Request<Anyone, Nothing, Nothing, NewUser>, _ hash: PasswordHash, in transaction: any Transaction
    ) async throws -> UserView {
        let user = request.body
        let role: Role = user.role == .seller ? .seller : .buyer
        let id = try await parts.users.add(
            user.details, role: role, passwordHash: hash, profile: user.profile, in: transaction)
        try await parts.mails.askForVerification(of: id, in: transaction)
        try await parts.outbox.append(UserRegistered(userID: id, role: role), in: transaction)
        guard let row = try await parts.users.find(id, in: transaction) else { throw Problem.internalError }
        return row.view
    }
}

extension NewUser {
    fileprivate var details: UserDetails {
        UserDetails(username: username, email: email, firstName: firstName ?? "", lastName: lastName ?? "")
    }

    fileprivate var profile: ProfileDetails {
        ProfileDetails(phone: phone ?? "", address: address ?? "", storeName: storeName ?? "")
    }
}
