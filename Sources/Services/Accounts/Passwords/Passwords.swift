import EventLoops
import HTTP
import Security
import Values

/// Hashing with the service's own words for what can go wrong.
struct Passwords: Sendable {
    let hasher: PasswordHasher

    /// - Throws: 503 while too many others wait.
    func hash(_ password: Secret<String>) async throws -> PasswordHash {
        try await orBusy { try await hasher.hash(password) }
    }

    /// Without a hash it takes as long, and says no.
    /// - Throws: 503 while too many others wait.
    func verify(_ password: Secret<String>, against hash: PasswordHash?) async throws -> Bool {
        try await orBusy { try await hasher.verify(password, against: hash) }
    }

    func needsRehash(_ hash: PasswordHash) -> Bool { hasher.needsRehash(hash) }

    /// - Throws: 422 at the field for a password that may not be used.
    static func check(_ password: Secret<String>, at pointer: String) throws(Problem) {
        guard let refusal = PasswordRules.refusal(of: password) else { return }
        throw .invalid([FieldError(pointer: pointer, code: refusal.rawValue, message: "\(refusal)")])
    }

    private func orBusy<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch is BlockingPool.Full {
            throw Problem.unavailable(retryAfter: 1)
        } catch is PasswordHasher.OutOfMemory {
            throw Problem.unavailable(retryAfter: 5)
        }
    }
}
