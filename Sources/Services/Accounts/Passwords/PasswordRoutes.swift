import Contracts
import Endpoints
import HTTP
import Messaging
import SQL
import Security
import ServiceKit
import Values

/// Changing a password, setting a new one by mail, and proving an address.
struct PasswordRoutes: RouteCollection {
    let parts: Parts
    let logins: LogInGuard
    /// Requests for mails, by address of the sender and by account.
    let resets: LogInGuard

    var routes: Routes {
        Route(AccountsAPI.changePassword, change)
        Route(AccountsAPI.requestPasswordReset, requestReset)
        Route(AccountsAPI.confirmPasswordReset, confirmReset)
        Route(AccountsAPI.verifyEmail, verifyEmail)
    }

    private func change(_ request: Request<User, Nothing, Nothing, PasswordChange>) async throws {
        let (caller, body) = (request.caller, request.body)
        let user = try await parts.authority.actor(caller, in: parts.database)
        try Passwords.check(body.newPassword, at: "/new_password")
        let isRight = try await logins.attempt(on: user.id.description, from: request.context.peerAddress) {
            try await parts.passwords.verify(body.currentPassword, against: user.passwordHash)
        }
        guard isRight, let old = user.passwordHash else {
            throw Self.refused("/current_password", "is not the password of this account")
        }
        let new = try await parts.passwords.hash(body.newPassword)
        try await parts.database.transaction { transaction in
            guard try await PasswordStore.replace(old, by: new, of: user.id, in: transaction) else {
                throw Self.refused("/current_password", "is not the password of this account any more")
            }
            try await parts.sessions.revokeAll(of: user.id, except: caller.sessionID, in: transaction)
            try await parts.oneTimeTokens.takeBack(of: user.id, .passwordReset, in: transaction)
            try await parts.mails.drop(of: user.id, .passwordReset, in: transaction)
            try await parts.audit.record(.changedPassword, by: user.id, on: user.id, in: transaction)
        }
    }

    /// Answers the same, and after the same time, whether the address is known or not: who it belongs to is looked up
    /// later. Whoever asks too often gets that answer too, but no further mail.
    private func requestReset(_ request: Request<Anyone, Nothing, Nothing, PasswordResetRequest>) async throws {
        let account = LogInGuard.account(request.body.email.lookupKey)
        guard resets.admits(account, from: request.context.peerAddress) else { return }
        try await parts.database.transaction { transaction in
            try await parts.mails.noteReset(for: request.body.email, in: transaction)
        }
    }

    private func confirmReset(_ request: Request<Anyone, Nothing, Nothing, PasswordResetConfirmation>) async throws {
        let body = request.body
        try Passwords.check(body.newPassword, at: "/new_password")
        // A hash is dear: nobody gets one made without a token.
        guard let user = try await parts.oneTimeTokens.owner(of: body.token, for: .passwordReset, in: parts.database)
        else { throw Self.refused("/token", "is not valid, or not any more") }
        let hash = try await parts.passwords.hash(body.newPassword)
        try await parts.database.transaction { transaction in
            // The user before the tokens, as everybody takes them.
            _ = try await parts.users.lock([user], in: transaction)
            guard try await parts.oneTimeTokens.spend(body.token, for: .passwordReset, in: transaction) == user,
                try await PasswordStore.set(hash, of: user, in: transaction)
            else { throw Self.refused("/token", "is not valid, or not any more") }
            try await parts.sessions.revokeAll(of: user, in: transaction)
            try await parts.audit.record(.resetPassword, by: user, on: user, in: transaction)
        }
        logins.forgive(user.description)
    }

    private func verifyEmail(_ request: Request<Anyone, Nothing, Nothing, EmailVerification>) async throws {
        try await parts.database.transaction { transaction in
            let (token, tokens) = (request.body.token, parts.oneTimeTokens)
            guard let id = try await tokens.owner(of: token, for: .emailVerification, in: transaction) else {
                throw Self.refused("/token", "is not valid, or not any more")
            }
            // The user before the tokens, as everybody takes them.
            _ = try await parts.users.lock([id], in: transaction)
            guard try await tokens.spend(token, for: .emailVerification, in: transaction) == id else {
                throw Self.refused("/token", "is not valid, or not any more")
            }
            let user = try await parts.users.setVerified(id, in: transaction)
            try await parts.outbox.append(UserUpdated(user), in: transaction)
        }
    }

    private static func refused(_ pointer: String, _ message: String) -> Problem {
        .invalid([FieldError(pointer: pointer, code: "invalid", message: message)])
    }
}
