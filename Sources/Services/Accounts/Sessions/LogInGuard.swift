import HTTP
import Security
import ServiceKit
import Values

/// Holds back whoever guesses: so many failures of an account, so many of an address, within 15 minutes.
struct LogInGuard: Sendable {
    static let window = Duration.seconds(15 * 60)

    private let accounts: RateLimiter
    private let addresses: RateLimiter

    init(perAccount: Int, perAddress: Int, clock: WallClock) {
        accounts = RateLimiter(limit: perAccount, per: Self.window, clock: clock)
        addresses = RateLimiter(limit: perAddress, per: Self.window, clock: clock)
    }

    /// The name of an account that may not exist, short whatever was sent, and unreadable in a dump.
    static func account(_ login: String) -> String {
        Base64URL.encode(SHA256Digest(of: login.lowercased()).bytes)
    }

    /// Checks a password, if there is room for another failure.
    ///
    /// Many may be under way at once. So each is looked at again when it ends: once the failures are used up, not even
    /// the right password gets an answer.
    /// - Parameter address: nil where the caller is a service of ours.
    /// - Throws: 429.
    func attempt(
        on account: String, from address: String?, _ check: () async throws -> Bool
    ) async throws -> Bool {
        try requireRoom(account, address)
        let isRight = try await check()
        if isRight {
            try requireRoom(account, address)
            accounts.forget(account)
        } else {
            try count(on: account, from: address)
        }
        return isRight
    }

    /// Counts one against both.
    /// - Throws: 429.
    func count(on account: String, from address: String?) throws(Problem) {
        try accounts.require(account)
        if let address { try addresses.require(address) }
    }

    /// Counts one against both, if there is room for it.
    func admits(_ account: String, from address: String?) -> Bool {
        do {
            try count(on: account, from: address)
            return true
        } catch {
            return false
        }
    }

    /// Starts an account afresh.
    func forgive(_ account: String) { accounts.forget(account) }

    private func requireRoom(_ account: String, _ address: String?) throws(Problem) {
        try accounts.requireRoom(account)
        if let address { try addresses.requireRoom(address) }
    }
}
