import Contracts
import HTTP
import Observability
import SQL
import Security
import Values

/// Tells who somebody is by name and password.
struct Authentication: Sendable {
    let parts: Parts
    let logins: LogInGuard

    /// The user whose password it is; nil for a wrong one, an unknown user and an account that is not active alike,
    /// after the same time.
    /// - Throws: 429, 503 while too many are being checked.
    func user(_ login: String, _ password: Secret<String>, from address: String?) async throws -> UserRow? {
        let user = try await parts.users.find(login: login, in: parts.database)
        let isRight = try await logins.attempt(
            on: user?.id.description ?? LogInGuard.account(login), from: address
        ) {
            let isRight = try await parts.passwords.verify(password, against: user?.passwordHash)
            return isRight && user?.mayLogIn == true
        }
        guard isRight, let user else { return nil }
        return try await renewed(user, password)
    }

    /// A hash that was made at another cost is made anew, now that the password is at hand.
    private func renewed(_ user: UserRow, _ password: Secret<String>) async throws -> UserRow {
        guard let old = user.passwordHash, parts.passwords.needsRehash(old) else { return user }
        do {
            let new = try await parts.passwords.hash(password)
            _ = try await PasswordStore.replace(old, by: new, of: user.id, in: parts.database)
        } catch {
            // The next login can do it as well.
            Logger.current.warning("a password hash was not renewed", error: error)
        }
        return try await parts.users.find(user.id, in: parts.database) ?? user
    }
}
